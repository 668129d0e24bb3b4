import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { apiOf } from '../support/admin-api.ts'
import { rawRequest } from '../support/raw-http.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'

const DAY = 86_400_000

describe('/metrics', () => {
  let now = Date.UTC(2026, 0, 15, 12)
  let app: RunningApp
  before(async () => void (app = await startApp({ clock: () => now })))
  after(() => app.close())

  const read = (...headers: readonly string[]) => rawRequest(app.base, { method: 'GET', path: '/metrics', headers })
  const asToken = (token: string, ...more: readonly string[]) => read(`Authorization: Bearer ${token}`, ...more)
  const FROM_ELSEWHERE = 'X-Forwarded-For: 192.0.2.9'

  /** The value of a sample, by its name with its labels. */
  const valueOf = (body: string, sample: string): number | undefined => {
    const line = body.split('\n').find((one) => one.startsWith(`${sample} `))
    return line === undefined ? undefined : Number(line.slice(sample.length + 1))
  }
  const requestsOf = (body: string, route: string, status: number): number =>
    valueOf(body, `muster_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`) ?? 0

  test('every line is of the text format of Prometheus', async () => {
    const { status, headers, body } = await read()
    assert.equal(status, 200, body)
    assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8')
    assert.ok(body.endsWith('\n'))
    const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\.)*"`
    const sample = new RegExp(String.raw`^[a-z_]+(?:\{${label}(?:,${label})*\})? (?:-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$`)
    for (const line of body.trimEnd().split('\n')) {
      assert.match(
        line,
        line.startsWith('#') ? /^# (?:HELP [a-z_]+ .+|TYPE [a-z_]+ (?:counter|gauge|histogram))$/ : sample,
      )
    }
  })

  test('requests are counted by route pattern and status, never by address or name', async () => {
    const before = await read()
    const asOkta = `Authorization: Bearer ${app.token}`
    const get = (path: string, ...headers: readonly string[]) => rawRequest(app.base, { method: 'GET', path, headers })
    for (const id of ['1', '2', '3']) assert.equal((await get(`/scim/v2/Users/${id}`, asOkta)).status, 404)
    assert.equal((await get('/scim/v2/Users/1')).status, 401)
    await get('/nothing/there')
    const { body } = await read()
    const more = (route: string, status: number) =>
      requestsOf(body, route, status) - requestsOf(before.body, route, status)
    assert.equal(more('/scim/v2/Users/:id', 404), 3)
    assert.equal(more('/scim/v2/Users/:id', 401), 1)
    assert.equal(valueOf(body, 'muster_http_request_duration_seconds_count{method="",route="none",status="404"}'), 1)
    assert.doesNotMatch(body, /nothing\/there|OktaSCIM|192\.0\.2/)
    const last =
      'muster_http_request_duration_seconds_bucket{method="GET",route="/scim/v2/Users/:id",status="404",le="+Inf"}'
    assert.equal(valueOf(body, last), requestsOf(body, '/scim/v2/Users/:id', 404))
    assert.equal(valueOf(body, 'muster_store_up'), 1)
    assert.ok((valueOf(body, 'process_cpu_seconds_total') ?? 0) > 0)
    assert.ok((valueOf(body, 'process_resident_memory_bytes') ?? 0) > 10_000_000)
  })

  test('who comes from elsewhere needs a token, and a proxy on this machine does not change that', async () => {
    for (const header of [FROM_ELSEWHERE, 'Forwarded: for=192.0.2.9', 'X-Real-IP: 192.0.2.9', 'Via: 1.1 proxy']) {
      const answer = await read(header)
      assert.equal(answer.status, 401, header)
      assert.match(answer.headers['www-authenticate'] ?? '', /^Bearer/)
    }
    assert.equal((await asToken('noise')).status, 401)
    assert.equal((await asToken(app.token, FROM_ELSEWHERE)).status, 200)
  })

  test('a token needs the scope admin:read', async () => {
    const api = apiOf(app.base, `HZN ${app.session}`)
    for (const [scope, status] of [
      ['scim', 403],
      ['admin:read', 200],
    ] as const) {
      const made = await api('POST', '/clients', {
        clientId: scope.replace(':', '-'),
        grantTypes: ['client_credentials'],
        scopes: [scope],
      })
      const token = await requestToken(app.base, scope.replace(':', '-'), String(made.json['secret']))
      assert.equal((await asToken(token)).status, status, scope)
    }
  })

  test('under a host that is nobody’s a token means nothing', async () => {
    assert.equal((await asToken(app.token, 'Host: elsewhere.example')).status, 421)
    assert.equal((await read('Host: elsewhere.example')).status, 200)
  })

  test('the next end of each client is told to who holds a token of the tenant, and without names on this machine', async () => {
    now += 300 * DAY
    const sample = 'muster_credential_expiry_seconds{tenant="default",client="OktaSCIM",kind="accessToken"}'
    const given = Date.now() + 15_000
    let body = ''
    while (valueOf(body, sample) === undefined && Date.now() < given) {
      body = (await asToken(app.token)).body
      await pause(200)
    }
    assert.equal(valueOf(body, sample), (65 * DAY) / 1_000)
    const here = (await read()).body
    assert.equal(valueOf(here, 'muster_next_expiry_seconds'), (65 * DAY) / 1_000)
    assert.doesNotMatch(here, /OktaSCIM/)
  })
})

test('who was told to wait is counted by limit', async () => {
  const now = Date.now()
  const app = await startApp({ clock: () => now, directory: false, limits: { wrongCredentials: 2 } })
  try {
    const get = (path: string, ...headers: readonly string[]) => rawRequest(app.base, { method: 'GET', path, headers })
    for (const status of [401, 401, 429, 429, 429]) {
      assert.equal((await get('/scim/v2/Users', 'Authorization: Bearer noise')).status, status)
    }
    assert.match((await get('/metrics')).body, /^muster_limited_total\{limit="wrong_credentials"\} 3$/m)
  } finally {
    await app.close()
  }
})
