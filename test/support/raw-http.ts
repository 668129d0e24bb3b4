import { connect } from 'node:net'

export type RawAnswer = {
  readonly status: number
  /** Lower-case names; a repeated header is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** Every header line as it was sent. */
  readonly fields: readonly string[]
  readonly body: string
}

export type RawRequest = {
  readonly method?: string
  readonly path: string
  /** `Name: value` lines, sent exactly so. Host, Connection and Content-Length are added unless given. */
  readonly headers?: readonly string[]
  readonly body?: string | Uint8Array
  /** Address of the loopback that it is sent from. */
  readonly from?: string
}

export type Conversation = {
  /** In the order in which they came, interim ones (1xx) included. */
  readonly answers: readonly RawAnswer[]
  /** The server ended the connection, rather than this side after enough answers or too long a silence. */
  readonly closed: boolean
}

export type ConversationOptions = {
  /** Leave after so many answers. Without it the server has to end the connection. */
  readonly until?: number
  /** Ends this side's half of the connection after the last byte. */
  readonly halfClose?: boolean
  /** The answers have no body whatever their headers say. */
  readonly head?: boolean
  /** Address of the loopback that it is held from. */
  readonly from?: string
}

/** Nothing here takes long; who waits this long for an answer waits in vain. */
const PATIENCE = 10_000

/** One request over a bare socket: nothing is normalised, joined, encoded or refused on the way out. */
export async function rawRequest(base: string, request: RawRequest): Promise<RawAnswer> {
  const { method = 'POST', from } = request
  const { answers, closed } = await rawConversation(base, [requestBytes(base, request)], {
    head: method === 'HEAD',
    ...(from === undefined ? {} : { from }),
  })
  const answer = answers.at(-1)
  if (answer === undefined) {
    throw new Error(`no answer to ${method} ${request.path}; the connection was ${closed ? 'closed' : 'left open'}`)
  }
  return answer
}

/** The bytes of a well-framed request. */
export function requestBytes(base: string, { method = 'POST', path, headers = [], body = '' }: RawRequest): Buffer {
  const bytes = Buffer.from(body)
  const has = (name: string) => headers.some((line) => line.toLowerCase().startsWith(`${name}:`))
  const added = [
    ...(has('host') ? [] : [`Host: ${new URL(base).host}`]),
    ...(has('connection') ? [] : ['Connection: close']),
    ...(has('content-length') || bytes.length === 0 ? [] : [`Content-Length: ${bytes.length}`]),
  ]
  const head = `${method} ${path} HTTP/1.1\r\n${[...added, ...headers].join('\r\n')}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes])
}

/** Sends exactly these bytes, of strings their Latin-1 ones, and reads what comes back. */
export function rawConversation(
  base: string,
  pieces: readonly (string | Uint8Array)[],
  { until = Infinity, halfClose = false, head = false, from }: ConversationOptions = {},
): Promise<Conversation> {
  const { hostname, port } = new URL(base)
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece as string, 'latin1')))
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const at = { host: hostname, port: Number(port), allowHalfOpen: true }
    const socket = connect(from === undefined ? at : { ...at, localAddress: from }, () => {
      if (halfClose) socket.end(bytes)
      else socket.write(bytes)
    })
    const settle = (closed: boolean) => {
      clearTimeout(timer)
      resolve({ answers: parseAnswers(received, head), closed })
      socket.destroy()
    }
    const timer = setTimeout(() => settle(false), PATIENCE)
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      if (until !== Infinity && parseAnswers(received, head).length >= until) settle(false)
    })
    socket.on('end', () => settle(true))
    // a reset: the server closed while bytes were still on their way to it
    socket.on('error', () => settle(true))
  })
}

/** The complete answers at the start of `bytes`; one that says no length reaches to the end. */
function parseAnswers(bytes: Buffer, head: boolean): readonly RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = bytes
  for (;;) {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) return answers
    const [statusLine = '', ...fields] = rest.toString('latin1', 0, end).split('\r\n')
    const status = Number(statusLine.split(' ')[1])
    const headers = joined(fields)
    rest = rest.subarray(end + 4)
    const body = head || status < 200 || status === 204 || status === 304 ? NOTHING : bodyOf(headers, rest)
    if (body === undefined) return answers
    answers.push({ status, headers, fields, body: body.text })
    rest = rest.subarray(body.length)
  }
}

function joined(fields: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const line of fields) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  return headers
}

type Body = { readonly text: string; readonly length: number }

const NOTHING: Body = { text: '', length: 0 }

function bodyOf(headers: Readonly<Record<string, string>>, bytes: Buffer): Body | undefined {
  if (headers['transfer-encoding'] === 'chunked') return unchunk(bytes)
  const length = headers['content-length'] === undefined ? bytes.length : Number(headers['content-length'])
  return bytes.length < length ? undefined : { text: bytes.toString('utf8', 0, length), length }
}

function unchunk(bytes: Buffer): Body | undefined {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    at = line + 2
    if (bytes.length < at + size + 2) return undefined
    if (size === 0) return { text: Buffer.concat(chunks).toString('utf8'), length: at + 2 }
    chunks.push(bytes.subarray(at, at + size))
    at += size + 2
  }
}
