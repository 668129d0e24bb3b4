import { connect } from 'node:net'

/** Everything a server says to these bytes until it closes, or falls silent for `silence` milliseconds. */
export function converse(base: string, bytes: string | Uint8Array, silence = 400): Promise<string> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes as string, 'latin1')))
    const done = (): void => {
      socket.destroy()
      resolve(said)
    }
    socket.setTimeout(silence, done)
    socket.on('data', (chunk) => (said += chunk.toString('latin1')))
    socket.on('end', done)
    // a connection that is reset while we still send has said what it had to say
    socket.on('error', done)
  })
}

export const statusesIn = (said: string): readonly number[] =>
  [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
