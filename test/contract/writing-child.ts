import { ok } from '../../src/shared/result.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { aDirectory, aRow, valueOf } from './fixture.ts'

/** Writes on the file named on the command line until it is killed, and reports each id once its write was acknowledged. */
const [path = '', flush] = process.argv.slice(2)
const storage = await openStorage({
  path,
  clock: () => 0,
  onFatal: () => process.exit(1),
  flush: flush === 'full' ? 'full' : 'async',
})
const { users } = await aDirectory(storage)

async function writeForEver(writer: number): Promise<never> {
  for (let i = 0; ; i += 1) {
    const id = `${writer}-${i}`
    valueOf(
      await storage.resources.write(async (transaction) => ok(valueOf(await transaction.insert(users, aRow(id), [])))),
    )
    process.stdout.write(`${id}\n`)
  }
}

await Promise.all([0, 1, 2, 3].map(writeForEver))
