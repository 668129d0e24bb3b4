import { credentialKind } from '../../src/access/credential.ts'

const SHAPE = /muster_[a-z]{2}_[0-9A-Za-z]{49}/g

/** Whatever of this text is a credential of ours by its checksum, which nothing else is by chance (one in 2^32). */
export const credentialsIn = (text: string): readonly string[] =>
  (text.match(SHAPE) ?? []).filter((found) => credentialKind(found) !== undefined)

/** Throws when a credential lies there as it was shown, or one of `others` does. */
export function assertNoCredential(where: string, contents: readonly Buffer[], others: readonly string[] = []): void {
  for (const bytes of contents) {
    const text = bytes.toString('latin1')
    const found = [...credentialsIn(text), ...others.filter((other) => text.includes(other))]
    if (found.length > 0) throw new Error(`${where} holds a secret as it was shown: ${found.join(', ')}`)
  }
}

/** A stream for log lines that passes them on to `write` and remembers every credential in them. */
export function watchedLog(write: (line: string) => void): {
  readonly stream: { write(line: string): void }
  readonly found: string[]
} {
  const found: string[] = []
  const stream = {
    write(line: string): void {
      found.push(...credentialsIn(line))
      write(line)
    },
  }
  return { stream, found }
}
