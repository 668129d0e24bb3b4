import { openAppStorage } from '../app.ts'
import { readConfig } from '../config.ts'
import { EXIT, type ExitCode, type Io } from './command.ts'

type AppStorage = Awaited<ReturnType<typeof openAppStorage>>
export type StorageWork = (storage: AppStorage, config: { readonly port: number }) => Promise<ExitCode>

/**
 * Runs a command on the store that the environment names (`MUSTER_DATA`, `MUSTER_DATABASE_URL`). A running server owns
 * an embedded database alone, so the command then ends with the sentence that says so; PostgreSQL is shared.
 */
export async function withStorage(io: Io, work: StorageWork): Promise<ExitCode> {
  const config = readConfig(io.environment)
  if (!config.ok) {
    for (const problem of config.error) io.stderr.write(`muster: ${problem}\n`)
    return EXIT.usage
  }
  try {
    const storage = await openAppStorage(config.value, Date.now, (error) =>
      io.stderr.write(`muster: ${String(error)}\n`),
    )
    try {
      return await work(storage, config.value)
    } finally {
      await storage.close()
    }
  } catch (error) {
    io.stderr.write(`muster: ${(error as Error).message}\n`)
    return EXIT.failed
  }
}
