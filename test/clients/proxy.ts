import { once } from 'node:events'
import { createServer, type IncomingMessage, request as connect } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../src/shared/json.ts'

export type Seen = {
  readonly method: string
  /** Path and query below the base URL, as they came over the wire. */
  readonly target: string
  /** `Name: value`, in their order, `Host`, `Connection` and `Content-Length` left out. */
  readonly headers: readonly string[]
  readonly body: JsonObject | undefined
}

export type Reply = {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: JsonObject | undefined
}

/** What the proxy changes on the way; each may answer with what it got. */
export type Tampering = {
  readonly request?: (seen: Seen) => Seen | Reply
  readonly reply?: (reply: Reply, seen: Seen) => Reply
}

export type Proxy = { readonly base: URL; readonly token: string; readonly seen: readonly Seen[]; close(): void }

/** Stands in front of a real server, notes what a simulated provider sends, and may lie in both directions. */
export async function startProxy(
  server: { readonly base: URL; readonly token: string },
  tampering: Tampering = {},
): Promise<Proxy> {
  const seen: Seen[] = []
  const proxy = createServer((incoming, outgoing) => {
    void readSeen(incoming, server.base).then(async (each) => {
      seen.push(each)
      const changed = tampering.request?.(each) ?? each
      const reply = 'status' in changed ? changed : await forward(server.base, changed, incoming.headers)
      const { status, headers, body } = tampering.reply?.(reply, each) ?? reply
      outgoing.writeHead(status, headers).end(body === undefined ? '' : JSON.stringify(body))
    })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const base = new URL(server.base.pathname, `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  const close = () => {
    proxy.closeAllConnections()
    proxy.close()
  }
  return { base, token: server.token, seen, close }
}

async function readSeen(incoming: IncomingMessage, base: URL): Promise<Seen> {
  const text = await readText(incoming)
  const pairs = incoming.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []))
  return {
    method: incoming.method ?? '',
    target: (incoming.url ?? '').slice(base.pathname.length),
    headers: pairs.filter((line) => !/^(?:host|connection|content-length):/i.test(line)),
    body: text === '' ? undefined : JSON.parse(text),
  }
}

async function forward(base: URL, { method, target, body }: Seen, headers: IncomingMessage['headers']): Promise<Reply> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const { host: _, 'content-length': __, connection: ___, ...rest } = headers
  const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }
  const request = connect({
    method,
    hostname: base.hostname,
    port: base.port,
    path: base.pathname + target,
    headers: { ...rest, ...length },
  })
  request.end(text)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const answer = await readText(response)
  const kept = ['content-type', 'location', 'www-authenticate'].flatMap((name) => {
    const value = response.headers[name]
    return value === undefined ? [] : [[name, String(value)]]
  })
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(kept),
    body: answer === '' ? undefined : JSON.parse(answer),
  }
}

async function readText(message: IncomingMessage): Promise<string> {
  let text = ''
  message.setEncoding('utf8')
  for await (const chunk of message) text += String(chunk)
  return text
}
