import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type RawAnswer, rawRequest } from '../support/raw-http.ts'
import { requestToken, type RunningApp, startApp } from '../support/start-app.ts'

const PATH = '/SAAS/jersey/manager/api/oauth2clients'
const VMWARE = 'application/vnd.vmware.horizon.manager.oauth2client+json'
const OMNISSA = 'application/vnd.omnissa.horizon.manager.oauth2client+json'

describe('client management', () => {
  let app: RunningApp
  let id = ''
  let count = 0
  before(async () => void (app = await startApp({ directory: false })))
  beforeEach(() => void (id = `client-${(count += 1)}`))
  after(() => app.close())

  const call = (
    method: string,
    path: string,
    body?: unknown,
    headers: readonly string[] = [`Content-Type: ${VMWARE}`],
  ) =>
    rawRequest(app.base, {
      method,
      path: `${PATH}${path}`,
      headers: [`Authorization: HZN ${app.session}`, ...(body === undefined ? [] : headers)],
      body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    })
  const client = (settings: Record<string, unknown> = {}) => ({
    clientId: id,
    scope: 'admin',
    authGrantTypes: 'client_credentials',
    ...settings,
  })
  const read = (answer: RawAnswer): Record<string, unknown> => JSON.parse(answer.body) as Record<string, unknown>
  const regenerate = (body: unknown, of = id) =>
    rawRequest(app.base, {
      path: `/api/v1/oauth2clients/${of}/secret`,
      headers: [`Authorization: HZN ${app.session}`, 'Content-Type: application/json'],
      body: JSON.stringify(body),
    })

  function assertRefused(answer: RawAnswer, status: number, code: string, words: RegExp) {
    assert.equal(answer.status, status, answer.body)
    const { errors } = JSON.parse(answer.body) as { errors: { code: string; message: string; parameters: unknown }[] }
    assert.equal(errors.length, 1)
    assert.deepEqual(Object.keys(errors[0] ?? {}), ['code', 'message', 'parameters'])
    assert.equal(errors[0]?.code, code)
    assert.match(errors[0]?.message ?? '', words)
    assert.equal(answer.headers['content-type'], 'application/json')
  }

  test('what scripts for Access really send creates a client, and its secret works', async () => {
    const sent = {
      clientId: id,
      scope: 'admin',
      authGrantTypes: 'client_credentials',
      redirectUri: '',
      tokenType: 'Bearer',
      tokenLength: 32,
      accessTokenTTL: 180,
      refreshTokenTTL: 129_600,
      refreshTokenIdleTTL: 5_760,
      rememberAs: 'Okta',
      displayUserGrant: false,
      internalSystemClient: false,
      inheritanceAllowed: false,
      activationToken: null,
      strData: null,
    }
    const created = await call('POST', '', { ...sent, secret: '', returnFailureResponse: false })
    assert.equal(created.status, 201, created.body)
    assert.equal(created.headers['content-type'], VMWARE)
    assert.equal(created.headers['cache-control'], 'no-store')
    assert.equal(created.headers['location'], `${app.base}${PATH}/${id}`)
    const { secret, ...shown } = read(created)
    const links = { _links: { self: { href: `${PATH}/${id}` } } }
    assert.deepEqual(shown, { ...sent, resourceUuid: null, ...links })
    assert.match(String(secret), /^muster_cs_[0-9A-Za-z]{49}$/)
    await requestToken(app.base, id, String(secret))
    const got = await call('GET', `/${id}`)
    assert.deepEqual(read(got), { ...sent, secret: '', resourceUuid: null, ...links })
  })

  test('the least that can be sent has the defaults', async () => {
    const { accessTokenTTL, refreshTokenTTL, refreshTokenIdleTTL, scope, rememberAs } = read(
      await call('POST', '', { clientId: id, authGrantTypes: 'client_credentials' }),
    )
    assert.deepEqual(
      [accessTokenTTL, refreshTokenTTL, refreshTokenIdleTTL, scope, rememberAs],
      [180, 129_600, 14_400, 'admin', id],
    )
  })

  for (const [sent, accept, answered] of [
    [VMWARE, undefined, VMWARE],
    [OMNISSA, undefined, OMNISSA],
    ['application/json', undefined, VMWARE],
    ['application/json; charset=utf-8', '*/*', VMWARE],
    [OMNISSA, '*/*', OMNISSA],
    [VMWARE, OMNISSA, OMNISSA],
    [OMNISSA, VMWARE, VMWARE],
    [VMWARE, 'application/json', 'application/json'],
    [VMWARE, 'application/json, text/plain, */*', 'application/json'],
    [VMWARE.toUpperCase(), 'text/html', VMWARE],
  ] as const) {
    test(`a body of ${sent} with Accept ${accept} is answered as ${answered}`, async () => {
      const created = await call('POST', '', client(), [
        `Content-Type: ${sent}`,
        ...(accept === undefined ? [] : [`Accept: ${accept}`]),
      ])
      assert.deepEqual([created.status, created.headers['content-type']], [201, answered])
    })
  }

  test('a body without Content-Type is read as JSON, another type is refused', async () => {
    assert.equal((await call('POST', '', client(), [])).status, 201)
    assertRefused(
      await call('POST', '', client(), ['Content-Type: text/xml']),
      415,
      'media.type.unsupported',
      /text\/xml/,
    )
  })

  test('the list names every client and shows no secret', async () => {
    const { secret } = read(await call('POST', '', client({ rememberAs: 'Shown' }))) as { secret: string }
    const list = await call('GET', '/')
    assert.equal(list.headers['content-type'], 'application/vnd.vmware.horizon.manager.oauth2clientsummarylist+json')
    const { items, _links } = JSON.parse(list.body) as { items: Record<string, unknown>[]; _links: unknown }
    assert.deepEqual(_links, { self: { href: PATH } })
    assert.deepEqual(
      items.find(({ clientId }) => clientId === id),
      {
        clientId: id,
        rememberAs: 'Shown',
        scope: 'admin',
        mediaType: VMWARE,
        _links: { self: { href: `${PATH}/${id}` } },
      },
    )
    assert.ok(!list.body.includes(secret))
  })

  test('PUT answers 201, keeps what it leaves out, and never touches the secret', async () => {
    const { secret } = read(await call('POST', '', client({ accessTokenTTL: 525_600 })))
    for (const body of [{ ...client({ rememberAs: 'New name' }), secret: '' }, { rememberAs: 'New name' }]) {
      const updated = await call('PUT', `/${id}`, body)
      assert.equal(updated.status, 201, updated.body)
      const shown = read(updated)
      assert.deepEqual([shown['rememberAs'], shown['accessTokenTTL'], shown['secret']], ['New name', 525_600, ''])
    }
    await requestToken(app.base, id, String(secret))
  })

  test('what GET shows can be sent back by PUT', async () => {
    await call(
      'POST',
      '',
      client({ strData: 'x', tokenLength: 48, resourceUuid: '00000000-0000-0000-0000-000000000000' }),
    )
    const before = await call('GET', `/${id}`)
    assert.equal((await call('PUT', `/${id}`, before.body)).status, 201)
    assert.equal((await call('GET', `/${id}`)).body, before.body)
  })

  test('a client cannot be renamed', async () => {
    await call('POST', '', client())
    const answer = await call('PUT', `/${id}`, client({ clientId: 'another' }))
    assertRefused(answer, 400, 'oauth2client.id.fixed', /cannot be renamed/)
  })

  test('DELETE takes its tokens with it, and there is nothing left', async () => {
    const { secret } = read(await call('POST', '', client())) as { secret: string }
    const token = await requestToken(app.base, id, secret)
    const withToken = () =>
      rawRequest(app.base, { method: 'GET', path: PATH, headers: [`Authorization: Bearer ${token}`] })
    assert.equal((await withToken()).status, 200)
    const deleted = await call('DELETE', `/${id}`, '', [`Content-Type: ${VMWARE}`])
    assert.deepEqual([deleted.status, deleted.body], [204, ''])
    assert.equal((await withToken()).status, 401)
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await call(method, `/${id}`, method === 'PUT' ? client() : undefined)
      assertRefused(answer, 404, 'oauth2client.not.found', /no client with the id/)
    }
    assert.equal((await call('POST', '', client())).status, 201)
  })

  test('a second client of the same id is a conflict, in any case', async () => {
    await call('POST', '', client())
    assertRefused(await call('POST', '', client()), 409, 'oauth2client.exists', /exists already/)
    const answer = await call('POST', '', client({ clientId: id.toUpperCase() }))
    assertRefused(answer, 409, 'oauth2client.exists', new RegExp(`existing client ${id}`))
    assertRefused(await call('GET', `/${id.toUpperCase()}`), 404, 'oauth2client.not.found', /Capital and small/)
  })

  test('of twenty creates of one id at once exactly one succeeds', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => call('POST', '', client())))
    assert.deepEqual(
      answers.map(({ status }) => status).sort((a, b) => a - b),
      [201, ...Array.from({ length: 19 }, () => 409)],
    )
  })

  for (const [what, body, words] of [
    ['no body', '', /body is empty/],
    ['no JSON', '{', /not JSON/],
    ['an array', '[]', /must be a JSON object/],
    ['no client id', '{"authGrantTypes":"client_credentials"}', /clientId is missing/],
    ['no grant types', '{"clientId":"x"}', /authGrantTypes is missing/],
  ] as const) {
    test(`${what} is refused`, async () => {
      assertRefused(await call('POST', '', body), 400, 'request.invalid', words)
    })
  }

  for (const [what, settings, code, words] of [
    ['a client id that is a number', { clientId: 5 }, 'request.invalid', /clientId is 5/],
    ['an empty client id', { clientId: '' }, 'oauth2client.id.invalid', /letters, digits and \. _ - @/],
    ['a space in the client id (RB-16)', { clientId: 'a b' }, 'oauth2client.id.invalid', /letters, digits/],
    ['a colon in the client id', { clientId: 'a:b' }, 'oauth2client.id.invalid', /letters, digits/],
    ['a slash in the client id', { clientId: 'a/b' }, 'oauth2client.id.invalid', /letters, digits/],
    ['a client id outside ASCII', { clientId: 'öktä' }, 'oauth2client.id.invalid', /letters, digits/],
    ['257 characters', { clientId: 'x'.repeat(257) }, 'oauth2client.id.invalid', /256/],
    ['two dots', { clientId: '..' }, 'oauth2client.id.invalid', /letters, digits/],
    ['a lifetime of 0 (RB-17, TB-41)', { accessTokenTTL: 0 }, 'oauth2client.ttl.invalid', /from 1 to 5256000/],
    ['a negative lifetime', { accessTokenTTL: -1 }, 'oauth2client.ttl.invalid', /accessTokenTTL is -1/],
    ['a lifetime of ages', { accessTokenTTL: 1_000_000_000 }, 'oauth2client.ttl.invalid', /ten years/],
    [
      'a lifetime as text',
      { accessTokenTTL: '60' },
      'request.invalid',
      /accessTokenTTL is "60"; it must be a whole number/,
    ],
    ['a lifetime of null', { accessTokenTTL: null }, 'request.invalid', /accessTokenTTL is null; it must be/],
    ['half a minute', { accessTokenTTL: 1.5 }, 'request.invalid', /accessTokenTTL is 1.5; it must be/],
    [
      'an idle time as long as the life',
      { refreshTokenTTL: 10, refreshTokenIdleTTL: 10 },
      'oauth2client.ttl.invalid',
      /less than refreshTokenTTL/,
    ],
    ['an unknown scope (RB-18)', { scope: 'admin root' }, 'oauth2client.scope.invalid', /contains "root"/],
    ['a scope that is an array', { scope: ['admin'] }, 'request.invalid', /scope is an array/],
    ['a scope for people', { scope: 'openid' }, 'oauth2client.scope.invalid', /service client/],
    [
      'the password grant (RB-19)',
      { authGrantTypes: 'password' },
      'oauth2client.grant.type.invalid',
      /contains "password"/,
    ],
    ['no grant', { authGrantTypes: '' }, 'oauth2client.grant.type.invalid', /is empty/],
    [
      'a wildcard to redirect to (RB-20)',
      { redirectUri: 'https://*.example.com/*' },
      'oauth2client.redirect.uri.invalid',
      /whole https/,
    ],
    [
      'a script to redirect to',
      { redirectUri: 'javascript:alert(1)' },
      'oauth2client.redirect.uri.invalid',
      /whole https/,
    ],
    [
      'a chosen secret (RB-21)',
      { secret: 'correct horse battery staple' },
      'oauth2client.secret.not.settable',
      /cannot be chosen, only generated/,
    ],
    ['another token type', { tokenType: 'MAC' }, 'request.invalid', /tokenType is "MAC"; it must be "Bearer"/],
    ['U+0000', { rememberAs: '\0' }, 'request.invalid', /U\+0000/],
  ] as const) {
    test(`${what} is refused and creates nothing`, async () => {
      assertRefused(await call('POST', '', client(settings)), 400, code, words)
      assert.equal((await call('GET', `/${id}`)).status, 404)
    })
  }

  test('a chosen secret is refused by PUT too, and not repeated in the answer', async () => {
    await call('POST', '', client())
    const answer = await call('PUT', `/${id}`, client({ secret: 'correct horse' }))
    assertRefused(answer, 400, 'oauth2client.secret.not.settable', /generated/)
    assert.ok(!answer.body.includes('correct horse'))
  })

  test('RB-22: fields that nobody may set are ignored', async () => {
    const created = await call(
      'POST',
      '',
      client({ tenantId: 99, internalSystemClient: true, createdBy: 'x', secretHash: 'x', enabled: false }),
    )
    assert.equal(created.status, 201)
    const shown = read(created)
    assert.equal(shown['internalSystemClient'], false)
    assert.ok(!('tenantId' in shown || 'createdBy' in shown || 'secretHash' in shown))
    await requestToken(app.base, id, String(shown['secret']))
  })

  test('a client for people keeps its scopes, grants and addresses', async () => {
    const created = await call(
      'POST',
      '',
      client({
        scope: 'user openid profile email group',
        authGrantTypes: 'authorization_code refresh_token',
        redirectUri: 'https://app.example.com/a,https://app.example.com/b',
      }),
    )
    assert.equal(created.status, 201, created.body)
    const { scope, authGrantTypes, redirectUri } = read(created)
    assert.deepEqual(
      [scope, authGrantTypes, redirectUri],
      [
        'user openid profile email group',
        'authorization_code refresh_token',
        'https://app.example.com/a https://app.example.com/b',
      ],
    )
  })

  test('RB-15, RB-23: without a token nothing is told, and a smaller scope is named', async () => {
    assertRefused(await rawRequest(app.base, { method: 'GET', path: PATH }), 401, 'unauthorized', /Bearer/)
    const { secret } = read(await call('POST', '', client({ scope: 'scim' })))
    const token = await requestToken(app.base, id, String(secret))
    const answer = await rawRequest(app.base, {
      method: 'GET',
      path: PATH,
      headers: [`Authorization: Bearer ${token}`],
    })
    assertRefused(answer, 403, 'forbidden', /needs the scope admin/)
    assert.match(answer.headers['www-authenticate'] ?? '', /error="insufficient_scope".+scope="admin"/)
  })

  test('regenerating a secret shows the new one once and keeps the old one for the overlap', async () => {
    const { secret: old } = read(await call('POST', '', client())) as { secret: string }
    const started = Date.now()
    const answer = await regenerate({ revokeTokens: false })
    assert.deepEqual([answer.status, answer.headers['cache-control']], [200, 'no-store'])
    const { secret, hint, previousEndsAt, revokedTokens, clientId } = read(answer)
    assert.deepEqual([clientId, hint, revokedTokens], [id, String(secret).slice(-4), 0])
    assert.ok(Math.abs(Date.parse(String(previousEndsAt)) - started - 86_400_000) < 60_000)
    await requestToken(app.base, id, old)
    await requestToken(app.base, id, String(secret))
    assert.ok(!(await call('GET', `/${id}`)).body.includes(String(secret)))
  })

  test('replacing a leaked secret ends it and its tokens, and says how many', async () => {
    const { secret: old } = read(await call('POST', '', client())) as { secret: string }
    const token = await requestToken(app.base, id, old)
    const { secret, revokedTokens } = read(await regenerate({ overlapMinutes: 0, revokeTokens: true }))
    assert.equal(revokedTokens, 1)
    await assert.rejects(requestToken(app.base, id, old), /401/)
    await requestToken(app.base, id, String(secret))
    const answer = await rawRequest(app.base, {
      method: 'GET',
      path: PATH,
      headers: [`Authorization: Bearer ${token}`],
    })
    assert.equal(answer.status, 401)
  })

  for (const [what, body, code, words] of [
    [
      'without saying what becomes of the tokens',
      {},
      'body_invalid',
      /revokeTokens is missing; it must be true .+ or false/,
    ],
    ['with "no"', { revokeTokens: 'no' }, 'body_invalid', /revokeTokens is .+; it must be true/],
    [
      'with an overlap of eight days',
      { revokeTokens: true, overlapMinutes: 11_520 },
      'body_invalid',
      /10080 \(seven days\)/,
    ],
    ['with a negative overlap', { revokeTokens: true, overlapMinutes: -1 }, 'body_invalid', /from 0/],
    ['with half a minute', { revokeTokens: true, overlapMinutes: 0.5 }, 'body_invalid', /whole number/],
  ] as const) {
    test(`regenerating ${what} is refused, and the secret stays`, async () => {
      const { secret } = read(await call('POST', '', client()))
      const answer = await regenerate(body)
      assert.equal(answer.status, 400, answer.body)
      assert.equal(answer.headers['content-type'], 'application/problem+json')
      assert.equal(read(answer)['code'], code)
      assert.match(String(read(answer)['detail']), words)
      await requestToken(app.base, id, String(secret))
    })
  }

  test('RB-24: regenerating the secret of nobody is 404, by GET is 405', async () => {
    const answer = await regenerate({ revokeTokens: true }, 'nobody')
    assert.deepEqual([answer.status, read(answer)['code']], [404, 'client_not_found'])
    const path = `/api/v1/oauth2clients/${id}/secret`
    const get = await rawRequest(app.base, { method: 'GET', path, headers: [`Authorization: HZN ${app.session}`] })
    assert.deepEqual([get.status, get.headers['allow']], [405, 'POST'])
  })
})
