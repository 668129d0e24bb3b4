import { HTTP_STATUS, problemHeaders } from '../problem.ts'
import type { Answer, Protocol, Route } from '../route.ts'

const text = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: `${body}\n`,
})

/** Operation is read by people and probes: one plain sentence. */
export const opsProtocol: Protocol = {
  name: 'ops',
  refuse: (problem) => text(HTTP_STATUS[problem.kind], problem.detail, problemHeaders(problem)),
}

/** `/healthz`: the process answers. `/readyz`: its store answers too. Both under any host name, because probes use addresses. */
export function healthRoutes(deps: { readonly ready: () => Promise<boolean> }): readonly Route[] {
  const route = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    access: 'open',
    protocol: opsProtocol,
    body: 'none',
    handle,
  })
  return [
    route('/healthz', () => Promise.resolve(text(200, 'ok'))),
    route('/readyz', async () =>
      (await deps.ready()) ? text(200, 'ready') : text(503, 'The store does not answer.', { 'retry-after': '5' }),
    ),
  ]
}
