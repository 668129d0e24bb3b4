import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const WORTH_COMPRESSING = /\.(js|css|svg)$/

/**
 * Lays `file.br` and `file.gz` beside each text asset, so that the server compresses nothing while it serves. Works on the
 * written files: Vite still edits chunks after plugins have seen the bundle.
 */
export const compressAssets = (): Plugin => ({
  name: 'muster:compress',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    if (dir === undefined) return
    const files = Object.keys(bundle).filter((file) => WORTH_COMPRESSING.test(file))
    await Promise.all(files.map((file) => compress(join(dir, file))))
  },
})

async function compress(file: string): Promise<void> {
  const source = await readFile(file)
  const [br, gz] = await Promise.all([brotli(source), promisify(gzip)(source, { level: 9 })])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
}

const brotli = (source: Buffer): Promise<Buffer> =>
  promisify(brotliCompress)(source, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: source.length },
  })
