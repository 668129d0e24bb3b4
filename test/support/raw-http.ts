import { connect } from 'node:net'

export type RawAnswer = {
  readonly status: number
  /** Lower-case names; a repeated header is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type RawRequest = {
  readonly method?: string
  readonly path: string
  /** `Name: value` lines, sent exactly so. Host, Connection and Content-Length are added unless given. */
  readonly headers?: readonly string[]
  readonly body?: string | Uint8Array
}

/** One request over a bare socket: nothing is normalised, joined, encoded or refused on the way out. */
export function rawRequest(
  base: string,
  { method = 'POST', path, headers = [], body = '' }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(base)
  const bytes = Buffer.from(body)
  const has = (name: string) => headers.some((line) => line.toLowerCase().startsWith(`${name}:`))
  const added = [
    ...(has('host') ? [] : [`Host: ${host}`]),
    ...(has('connection') ? [] : ['Connection: close']),
    ...(has('content-length') || bytes.length === 0 ? [] : [`Content-Length: ${bytes.length}`]),
  ]
  const head = `${method} ${path} HTTP/1.1\r\n${[...added, ...headers].join('\r\n')}\r\n\r\n`
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => {
      socket.write(Buffer.concat([Buffer.from(head, 'latin1'), bytes]))
    })
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('end', () => {
      socket.end()
      resolve(parse(Buffer.concat(chunks).toString('utf8'), method))
    })
  })
}

function parse(text: string, method: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  const rest = text.slice(end + 4)
  const body = headers['transfer-encoding'] === 'chunked' && method !== 'HEAD' ? unchunk(rest) : rest
  return { status: Number(statusLine.split(' ')[1]), headers, body }
}

function unchunk(text: string): string {
  let body = ''
  let rest = Buffer.from(text)
  while (rest.length > 0) {
    const line = rest.indexOf('\r\n')
    const size = Number.parseInt(rest.subarray(0, line).toString(), 16)
    if (!(size > 0)) break
    body += rest.subarray(line + 2, line + 2 + size).toString()
    rest = rest.subarray(line + 2 + size + 2)
  }
  return body
}
