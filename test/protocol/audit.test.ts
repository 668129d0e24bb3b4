import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { allRoutes, type RouteDeps } from '../../src/http/all-routes.ts'
import { type ApiAnswer, apiOf, type JsonObject, pageOf, refused, send, signIn } from '../support/admin-api.ts'
import { entriesOf, newestEntries, type ShownEntry } from '../support/audit-log.ts'
import { aCode, aUserClient, CALLBACK, postForm, requestOf } from '../support/an-authorization.ts'
import { codeFor } from '../support/authenticator-app.ts'
import { authenticator } from '../support/authenticator.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

const PASSWORD = 'quiet lantern harbour seven'
const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
const ATTRIBUTES = [{ name: 'badge', type: 'string' }]
const EXTENSION = {
  id: 'urn:example:badge',
  name: 'Badge',
  attributes: ATTRIBUTES,
  extends: [{ resourceType: 'User' }],
}
const TYPE = {
  name: 'Lamp',
  endpoint: '/Lamps',
  nameAttribute: 'displayName',
  schema: {
    id: 'urn:example:lamp',
    name: 'Lamp',
    attributes: [{ name: 'displayName', type: 'string', required: true }],
  },
}

/** Routes that change nothing but what is told elsewhere, and why they leave no entry. */
const SILENT: Readonly<Record<string, string>> = {
  'POST /SAAS/auth/oauthtoken': 'tokens that machines fetch are rows of their own',
  'POST /oauth/token': 'an alias',
  'POST /SAAS/API/1.0/oauth2/token': 'an alias',
  'POST /acs/token': 'an alias',
  'POST /oauth/introspect': 'a question',
  'POST /api/v1/session/passkey/challenge': 'a question',
  'POST /api/v1/setup/passkey/challenge': 'a question',
  'POST /api/v1/passkeys/challenge': 'a question',
  'POST /api/v1/second-factor/totp': 'it counts for nothing until it is confirmed',
  'POST /api/v1/credentials/identify': 'a question',
  'POST /api/v1/authorizations/question': 'a question',
  'POST /api/v1/directories/:slug/deleted/:id/restore': 'the change log has it',
}
/** What an act is done to, where its first word does not say so. */
const TARGETS: Readonly<Record<string, string>> = {
  'token.generate': 'client',
  'authorization.approve': 'client',
  'schema.update': 'directory',
}

/** Tried in passkey-setup.test.ts and setup.test.ts, where a tenant has no administrator yet. */
const ELSEWHERE = ['POST /api/v1/setup', 'POST /api/v1/setup/passkey']

const changing = allRoutes({} as unknown as RouteDeps)
  .filter(({ method, path }) => method !== 'GET' && !path.includes('scim'))
  .map(({ method, path }) => `${method} ${path}`)

describe('the audit log', () => {
  let app: RunningApp
  let base = ''
  let api: ReturnType<typeof apiOf>
  let page: ReturnType<typeof pageOf>
  const tried = new Set<string>()
  /** What nobody but its holder may ever read. */
  const secrets = new Set([PASSWORD])
  before(async () => {
    app = await startApp()
    base = app.base.replace('127.0.0.1', 'localhost')
    api = apiOf(app.base, `Bearer ${app.token}`)
    page = pageOf(base, await signIn(base, app.administrator))
  })
  after(() => app.close())

  const ADA = 'first.administrator'
  const OKTA = 'OktaSCIM'

  /** The route does this, and leaves this entry and no other. */
  async function leaves(
    route: string,
    act: string,
    by: string,
    does: () => Promise<{ readonly status: number; readonly json: JsonObject }>,
    target = TARGETS[act] ?? act.split('.')[0],
  ): Promise<ShownEntry & { readonly answer: JsonObject }> {
    assert.ok(changing.includes(route), `${route} is no route`)
    tried.add(route)
    const { given, entries } = await entriesOf(app, does)
    for (const [secret] of JSON.stringify(given.json).matchAll(/muster_[a-z]{2}_\w+/g)) secrets.add(secret)
    assert.ok(given.status < 300, `${route}: ${given.status} ${JSON.stringify(given.json)}`)
    assert.deepEqual(
      entries.map((entry) => [entry.act, entry.actor.name, entry.from?.address]),
      [[act, by, '127.0.0.1']],
      `${route} ${JSON.stringify(entries)}`,
    )
    const [entry] = entries
    assert.ok(entry !== undefined)
    assert.equal(entry.target.kind, target, route)
    assert.notEqual(entry.target.id, '', route)
    return { ...entry, answer: given.json }
  }

  test('tells of every act on clients, their secrets, keys and tokens', async () => {
    const made = await leaves('POST /api/v1/clients', 'client.create', OKTA, () =>
      api('POST', '/clients', { clientId: 'one', accessTokenTtl: 180, displayName: 'One' }),
    )
    assert.deepEqual(made.target, { kind: 'client', id: 'one', name: 'One' })
    const changed = await leaves('PATCH /api/v1/clients/:id', 'client.update', OKTA, () =>
      api('PATCH', '/clients/one', { enabled: false, displayName: 'Uno' }),
    )
    assert.deepEqual(changed.details, { changed: { displayName: ['One', 'Uno'], enabled: [true, false] } })
    await api('PATCH', '/clients/one', { enabled: true })
    const regenerated = await leaves('POST /api/v1/clients/:id/secret', 'client.secret.regenerate', OKTA, () =>
      api('POST', '/clients/one/secret', { overlapMinutes: 60, revokeTokens: false }),
    )
    assert.deepEqual([regenerated.details['revokeTokens'], regenerated.details['revokedTokens']], [false, 0])
    const { secrets } = (await api('GET', '/clients/one')).json as { secrets: { secretId: string; current: boolean }[] }
    const older = secrets.find(({ secretId }) => secretId !== regenerated.details['secretId'])?.secretId ?? ''
    await leaves('PATCH /api/v1/clients/:id/secrets/:secret', 'client.secret.end', OKTA, () =>
      api('PATCH', `/clients/one/secrets/${older}`, { minutes: 0 }),
    )
    await leaves('POST /api/v1/oauth2clients/:id/secret', 'client.secret.regenerate', OKTA, () =>
      api('POST', '/oauth2clients/one/secret', { overlapMinutes: 0, revokeTokens: true }),
    )
    const token = await leaves('POST /api/v1/clients/:id/tokens', 'token.generate', OKTA, () =>
      api('POST', '/clients/one/tokens', {}),
    )
    const revoked = await leaves('DELETE /api/v1/clients/:id/tokens/:token', 'token.revoke', OKTA, () =>
      api('DELETE', `/clients/one/tokens/${String(token.details['tokenId'])}`),
    )
    assert.deepEqual(revoked.details, { clientId: 'one', ended: 1 })
    const found = String((await api('POST', '/clients/one/tokens', {})).json['token'])
    await leaves('POST /api/v1/credentials/revoke', 'token.revoke', OKTA, () =>
      api('POST', '/credentials/revoke', { credential: found }),
    )
    const own = String((await api('POST', '/clients/one/tokens', {})).json['token'])
    await leaves('POST /oauth/revoke', 'token.revoke', OKTA, async () => {
      const answer = await postForm(`${app.base}/oauth/revoke`, { token: own }, `OktaSCIM:${app.clientSecret}`)
      return { status: answer.status, json: {} }
    })
    const key = await leaves('POST /api/v1/clients/:id/keys', 'client.key.add', OKTA, () =>
      api('POST', '/clients/one/keys', { jwk: KEY }),
    )
    await leaves('DELETE /api/v1/clients/:id/keys/:key', 'client.key.remove', OKTA, () =>
      api('DELETE', `/clients/one/keys/${String(key.details['keyId'])}`),
    )
    await leaves('DELETE /api/v1/clients/:id', 'client.remove', OKTA, () => api('DELETE', '/clients/one'))
    const template = await leaves('POST /api/v1/templates', 'template.create', OKTA, () =>
      api('POST', '/templates', { name: 'Short', accessTokenTtl: 60 }),
    )
    const gone = await leaves('DELETE /api/v1/templates/:id', 'template.remove', OKTA, () =>
      api('DELETE', `/templates/${template.target.id}`),
    )
    assert.equal(gone.target.name, 'Short')
  })

  test('tells of what is done through the interface of Access', async () => {
    const access = async (method: string, path: string, kind: string, body?: object) =>
      send(app.base, method, `/SAAS/jersey/manager/api${path}`, body, {
        authorization: `HZN ${app.session}`,
        'content-type': `application/vnd.vmware.horizon.manager.${kind}+json`,
      })
    const client = { scope: 'admin', authGrantTypes: 'client_credentials', accessTokenTTL: 180 }
    await leaves('POST /SAAS/jersey/manager/api/oauth2clients', 'client.create', ADA, () =>
      access('POST', '/oauth2clients', 'oauth2client', { clientId: 'two', ...client }),
    )
    await leaves('PUT /SAAS/jersey/manager/api/oauth2clients/:id', 'client.update', ADA, () =>
      access('PUT', '/oauth2clients/two', 'oauth2client', { clientId: 'two', ...client, accessTokenTTL: 60 }),
    )
    await leaves('DELETE /SAAS/jersey/manager/api/oauth2clients/:id', 'client.remove', ADA, () =>
      access('DELETE', '/oauth2clients/two', 'oauth2client'),
    )
    const directory = { type: 'OTHER_DIRECTORY', name: 'Second', domains: ['SECOND.EXAMPLE'] }
    const path = '/SAAS/jersey/manager/api/connectormanagement/directoryconfigs'
    const made = await leaves(`POST ${path}`, 'directory.create', ADA, () =>
      access('POST', '/connectormanagement/directoryconfigs', 'connector.management.directory.other', directory),
    )
    await leaves(`DELETE ${path}/:id`, 'directory.remove', ADA, () =>
      access(
        'DELETE',
        `/connectormanagement/directoryconfigs/${made.target.id}`,
        'connector.management.directory.other',
      ),
    )
    await leaves('POST /SAAS/API/1.0/REST/auth/system/login', 'session.open', ADA, () =>
      send(app.base, 'POST', '/SAAS/API/1.0/REST/auth/system/login', app.administrator),
    )
  })

  test('tells of every act on directories, definitions and the tenant', async () => {
    await leaves('POST /api/v1/directories', 'directory.create', OKTA, () =>
      api('POST', '/directories', { name: 'Third', domains: ['THIRD.EXAMPLE'] }),
    )
    const renamed = await leaves('PATCH /api/v1/directories/:slug', 'directory.update', OKTA, () =>
      api('PATCH', '/directories/third', { name: 'Tertia' }),
    )
    assert.deepEqual(renamed.details, { changed: { name: ['Third', 'Tertia'] } })
    const extension = `/directories/third/extensions/${encodeURIComponent(EXTENSION.id)}`
    const schema = (route: string, method: string, path: string, body?: object) =>
      leaves(`${method} /api/v1/directories/:slug${route}`, 'schema.update', OKTA, () => api(method, path, body))
    const defined = await schema('/extensions', 'POST', '/directories/third/extensions', EXTENSION)
    assert.equal(defined.details['version'], 1)
    await schema('/extensions/:urn', 'PUT', extension, { ...EXTENSION, name: 'Badges' })
    await schema('/extensions/:urn', 'DELETE', extension)
    await schema('/resource-types', 'POST', '/directories/third/resource-types', TYPE)
    await schema('/resource-types/:name', 'PUT', '/directories/third/resource-types/Lamp', {
      ...TYPE,
      description: 'A',
    })
    await schema('/resource-types/:name', 'DELETE', '/directories/third/resource-types/Lamp')
    await leaves('DELETE /api/v1/directories/:slug', 'directory.remove', OKTA, () =>
      api('DELETE', '/directories/third?confirm=Tertia'),
    )
    const tenant = await leaves('PATCH /api/v1/tenant', 'tenant.update', OKTA, () =>
      api('PATCH', '/tenant', { name: 'Acme', undoDays: 20, auditDays: 400 }),
    )
    assert.deepEqual(tenant.details, {
      changed: { auditDays: [null, 400], name: ['Default', 'Acme'], undoDays: [30, 20] },
    })
  })

  test('tells of every act on administrators, their sessions and their ways in', async () => {
    const bob = { username: 'bob', password: PASSWORD }
    const added = await leaves('POST /api/v1/administrators', 'administrator.create', ADA, () =>
      page('POST', '/administrators', { ...bob, role: 'administrator' }),
    )
    const promoted = await leaves('PATCH /api/v1/administrators/:id', 'administrator.update', ADA, () =>
      page('PATCH', `/administrators/${added.target.id}`, { role: 'auditor' }),
    )
    assert.deepEqual(promoted.details, { changed: { role: ['administrator', 'auditor'] } })
    assert.equal(promoted.target.name, 'bob')
    let cookie = ''
    const opened = await leaves('POST /api/v1/session', 'session.open', 'bob', async () => {
      const answer = await send(base, 'POST', '/api/v1/session', bob)
      cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
      return answer
    })
    assert.equal(opened.details['means'], 'password')
    const bobs = pageOf(base, cookie)
    const other = await entriesOf(app, () => signIn(base, bob))
    await leaves('DELETE /api/v1/sessions/:id', 'session.end', 'bob', () =>
      bobs('DELETE', `/sessions/${other.entries[0]?.target.id ?? ''}`),
    )
    await leaves('POST /api/v1/password', 'administrator.password', 'bob', () =>
      bobs('POST', '/password', { current: PASSWORD, next: `${PASSWORD} again` }),
    )
    const device = authenticator(base)
    const begun = (await bobs('POST', '/passkeys/challenge')).json
    const { credential, answer } = device.create(begun as unknown as Parameters<typeof device.create>[0])
    const passkey = await leaves('POST /api/v1/passkeys', 'passkey.add', 'bob', () =>
      bobs('POST', '/passkeys', { name: 'Laptop', credential: answer }),
    )
    const named = await leaves('PATCH /api/v1/passkeys/:id', 'passkey.rename', 'bob', () =>
      bobs('PATCH', `/passkeys/${passkey.target.id}`, { name: 'Phone' }),
    )
    assert.deepEqual(named.details, { changed: { name: ['Laptop', 'Phone'] } })
    const request = (await send(base, 'POST', '/api/v1/session/passkey/challenge')).json
    const assertion = device.get(request as unknown as Parameters<typeof device.get>[0], credential)
    const entered = await leaves('POST /api/v1/session/passkey', 'session.open', 'bob', () =>
      send(base, 'POST', '/api/v1/session/passkey', { credential: assertion }),
    )
    assert.equal(entered.details['means'], 'passkey')
    await leaves('DELETE /api/v1/password', 'administrator.password', 'bob', () => bobs('DELETE', '/password'))
    await bobs('POST', '/password', { next: PASSWORD })
    await leaves('DELETE /api/v1/passkeys/:id', 'passkey.remove', 'bob', () =>
      bobs('DELETE', `/passkeys/${passkey.target.id}`),
    )
    await signIn(base, bob)
    const all = await leaves(
      'DELETE /api/v1/sessions',
      'session.end',
      'bob',
      () => bobs('DELETE', '/sessions'),
      'administrator',
    )
    assert.deepEqual(all.details, { ended: 1 })
    const setUp = async () => {
      const { secret } = (await bobs('POST', '/second-factor/totp')).json
      secrets.add(String(secret))
      return { code: codeFor(secret) }
    }
    const own = 'administrator'
    const first = await setUp()
    const confirmed = await leaves(
      'POST /api/v1/second-factor',
      'secondFactor.add',
      'bob',
      () => bobs('POST', '/second-factor', first),
      own,
    )
    const codes = confirmed.answer['recoveryCodes'] as string[]
    for (const code of codes) secrets.add(code)
    const { entries: recovered } = await entriesOf(app, () =>
      send(base, 'POST', '/api/v1/session', { ...bob, code: codes[0] }),
    )
    assert.deepEqual(recovered.map(({ act }) => act).toSorted(), ['secondFactor.recover', 'session.open'])
    await leaves(
      'POST /api/v1/second-factor/recovery-codes',
      'secondFactor.codes',
      'bob',
      () => bobs('POST', '/second-factor/recovery-codes'),
      own,
    )
    await leaves(
      'DELETE /api/v1/second-factor',
      'secondFactor.remove',
      'bob',
      () => bobs('DELETE', '/second-factor'),
      own,
    )
    await bobs('POST', '/second-factor', await setUp())
    await leaves(
      'DELETE /api/v1/administrators/:id/second-factor',
      'secondFactor.remove',
      ADA,
      () => page('DELETE', `/administrators/${added.target.id}/second-factor`),
      own,
    )
    cookie = await signIn(base, bob)
    const again = await entriesOf(app, () => signIn(base, bob))
    const theirs = `/administrators/${added.target.id}/sessions`
    await leaves('DELETE /api/v1/administrators/:id/sessions/:session', 'session.end', ADA, () =>
      page('DELETE', `${theirs}/${again.entries[0]?.target.id ?? ''}`),
    )
    await leaves('DELETE /api/v1/session', 'session.end', 'bob', () => pageOf(base, cookie)('DELETE', '/session'))
    await signIn(base, bob)
    await leaves(
      'DELETE /api/v1/administrators/:id/sessions',
      'session.end',
      ADA,
      () => page('DELETE', theirs),
      'administrator',
    )
    await leaves('DELETE /api/v1/administrators/:id', 'administrator.remove', ADA, () =>
      page('DELETE', `/administrators/${added.target.id}`),
    )
  })

  test('tells who approved what, and of a refresh token that turned up twice', async () => {
    const client = await aUserClient(app, page, 'user-client')
    const query = requestOf('user-client')
    const directory = 'okta-universal-directory'
    const approved = await leaves('POST /api/v1/authorizations', 'authorization.approve', ADA, () =>
      page('POST', '/authorizations', { query, approve: true, directory }),
    )
    assert.equal(approved.details['scope'], 'scim scim:read')
    const code = await aCode(page, client, directory)
    const redeem = () => client.post('/oauth/token', { grant_type: 'authorization_code', code, redirect_uri: CALLBACK })
    assert.equal((await redeem()).status, 200)
    const { entries } = await entriesOf(app, redeem)
    assert.deepEqual(
      entries.map(({ act, details }) => [act, details['reused'], details['ended']]),
      [['authorization.end', 'code', 2]],
    )
  })

  test('was tried for every route that changes something, so that a new one cannot be forgotten', () => {
    const missing = changing.filter((route) => !tried.has(route) && !(route in SILENT) && !ELSEWHERE.includes(route))
    assert.deepEqual(missing, [])
    assert.deepEqual(
      [...Object.keys(SILENT), ...ELSEWHERE].filter((route) => !changing.includes(route)),
      [],
    )
  })

  test('has nothing of what is refused', async () => {
    const refusals: readonly (readonly [string, string, unknown?])[] = [
      ['POST', '/clients', { clientId: 'OKTASCIM' }],
      ['POST', '/clients', { clientId: 'x', accessTokenTtl: 0 }],
      ['PATCH', '/clients/nobody', { enabled: false }],
      ['DELETE', '/clients/nobody'],
      ['POST', '/clients/nobody/secret', { revokeTokens: false }],
      ['POST', '/clients/OktaSCIM/keys', { jwk: {} }],
      ['DELETE', '/clients/OktaSCIM/keys/nothing'],
      ['DELETE', '/clients/OktaSCIM/tokens/nothing'],
      ['POST', '/credentials/revoke', { credential: 'nothing' }],
      ['POST', '/templates', { name: ' ' }],
      ['DELETE', '/templates/nothing'],
      ['POST', '/directories', { name: 'Okta Universal Directory', domains: ['NEW.EXAMPLE'] }],
      ['POST', '/directories', { name: 'New', domains: ['OKTA.COM'] }],
      ['PATCH', '/directories/okta-universal-directory', { domains: [] }],
      ['DELETE', '/directories/okta-universal-directory'],
      ['PATCH', '/tenant', { auditDays: 29 }],
      ['PATCH', '/administrators/nothing', { role: 'auditor' }],
    ]
    for (const [method, path, body] of refusals) {
      const { given, entries } = await entriesOf(app, () => page(method, path, body))
      assert.ok(given.status >= 400, `${method} ${path}: ${given.status}`)
      assert.deepEqual(entries, [], `${method} ${path}`)
    }
  })

  test('names who failed to sign in only if it is an administrator, and keeps so many an hour', async () => {
    const attempt = (username: string) => () =>
      send(app.base, 'POST', '/api/v1/session', { username, password: 'not the right one' })
    const known = await entriesOf(app, attempt(ADA.toUpperCase()))
    assert.deepEqual(
      known.entries.map(({ act, actor, target }) => [act, actor.kind, actor.name, target.name]),
      [['session.refuse', 'unknown', '', ADA]],
    )
    const unknown = await entriesOf(app, attempt(PASSWORD))
    assert.deepEqual(
      unknown.entries.map(({ act, target }) => [act, target.id, target.name]),
      [['session.refuse', '', null]],
    )
    const statuses = new Set<number>()
    for (let i = 0; i < 70; i += 1) statuses.add((await attempt(`nobody-${i}`)()).status)
    assert.ok(statuses.has(401), [...statuses].join())
    const kept = await newestEntries(app, 'act=session.refuse&count=500')
    assert.ok(kept.length >= 20 && kept.length <= 60, `${kept.length} entries`)
  })

  test('holds no secret that was given out or typed in, nor a digest of one, in any form it is read', async () => {
    for (const secret of [app.clientSecret, app.token, app.session, app.administrator.password]) secrets.add(secret)
    assert.ok(secrets.size > 8, `${secrets.size} secrets`)
    const entries = JSON.stringify(await newestEntries(app, 'count=500'))
    for (const text of [entries, await exported('format=ndjson'), await exported('format=csv')]) {
      assert.ok(text.includes('client.secret.regenerate'))
      for (const secret of secrets) {
        for (const form of [secret, createHash('sha256').update(secret).digest('hex'), btoa(secret)])
          assert.ok(!text.includes(form), `${form.slice(0, 14)}… stands in the log`)
      }
    }
  })

  const exported = async (query: string): Promise<string> => {
    const answer = await fetch(`${app.base}/api/v1/audit/export?${query}`, {
      headers: { authorization: `Bearer ${app.token}` },
    })
    assert.equal(answer.status, 200)
    return answer.text()
  }

  test('of fifty acts at once makes a chain that the export shows to be whole, with nothing but itself', async () => {
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, i) => api('POST', '/templates', { name: `At once ${i}` })),
    )
    assert.deepEqual([...new Set(made.map(({ status }) => status))], [201])
    const entries = (await exported('format=ndjson'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ShownEntry & { at: string; previousHash: string; hash: string })
      .reverse()
    assert.ok(entries.length > 80)
    let previous = '0'.repeat(64)
    for (const [i, { sequence, at, actor, from, act, target, details, previousHash, hash }] of entries.entries()) {
      const own = [sequence, Date.parse(at), actor.kind, actor.name, actor.tokenId, from?.address ?? null]
      const rest = [from?.agent ?? null, act, target.kind, target.id, target.name, JSON.stringify(details)]
      const text = JSON.stringify(['muster-audit-1', previous, 1, ...own, ...rest])
      assert.deepEqual(
        [sequence, previousHash, hash],
        [i + 1, previous, createHash('sha256').update(text).digest('hex')],
      )
      previous = hash
    }
  })

  test('is found by who, what, to what, when and any words, page by page', async () => {
    const found = async (query: string) => (await newestEntries(app, `count=500&${query}`)).map(({ act }) => act)
    assert.deepEqual([...new Set(await found('act=client.secret'))].toSorted(), [
      'client.secret.end',
      'client.secret.regenerate',
    ])
    assert.deepEqual([...new Set(await found(`actor=${OKTA}&act=directory.update`))], ['directory.update'])
    assert.deepEqual(await found('actor=nobody'), [])
    assert.deepEqual(await found('target=one&act=client.create'), ['client.create'])
    assert.deepEqual(await found('text=TERTIA&act=directory.update'), ['directory.update'])
    assert.deepEqual(await found('until=2020-01-01'), [])
    assert.ok((await found('since=2020-01-01T00:00:00Z')).length > 80)
    const pages: number[] = []
    for (let before: number | null = null; ;) {
      const path = `/audit?count=7${before === null ? '' : `&before=${before}`}`
      const { json }: ApiAnswer = await api('GET', path)
      pages.push(...(json['entries'] as ShownEntry[]).map(({ sequence }) => sequence))
      before = json['nextBefore'] as number | null
      if (before === null) break
    }
    assert.deepEqual(
      pages,
      pages.map((_, i) => pages.length - i),
      'each once, without a gap',
    )
  })

  test('is exported in parts, each of which names the next', async () => {
    const parts: string[] = []
    let next: string | undefined = `${app.base}/api/v1/audit/export?format=csv&count=40`
    while (next !== undefined) {
      const answer: Response = await fetch(next, { headers: { authorization: `Bearer ${app.token}` } })
      assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/)
      assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="audit.csv"')
      parts.push(await answer.text())
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1]
    }
    assert.ok(parts.length > 2)
    assert.equal(parts.join(''), await exported('format=csv'))
  })

  test('is open to auditors, to nobody without the scope, and to nobody bound to a directory', async () => {
    const auditor = { username: 'auditor', password: PASSWORD }
    await page('POST', '/administrators', { ...auditor, role: 'auditor' })
    const theirs = pageOf(base, await signIn(base, auditor))
    assert.equal((await theirs('GET', '/audit')).status, 200)
    for (const [clientId, settings] of [
      ['scim-only', { scopes: ['scim'] }],
      ['bound', { scopes: ['admin'], directory: 'okta-universal-directory' }],
    ] as const) {
      const made = await api('POST', '/clients', { clientId, accessTokenTtl: 180, ...settings })
      assert.equal(made.status, 201, JSON.stringify(made.json))
      const { token } = (await api('POST', `/clients/${clientId}/tokens`, {})).json
      assert.equal((await apiOf(app.base, `Bearer ${String(token)}`)('GET', '/audit')).status, 403, clientId)
    }
  })

  test('refuses a question that it does not understand, and says what it would', async () => {
    for (const [query, field] of [
      ['act=client.paint', 'act'],
      ['act=cli', 'act'],
      ['since=yesterday', 'since'],
      ['until=2026-13-01', 'until'],
      ['count=501', 'count'],
      ['before=0', 'before'],
      [`text=${'x'.repeat(257)}`, 'text'],
      ['text=%00', 'text'],
      ['actor=a&actor=b', 'actor'],
      ['colour=red', 'colour'],
    ] as const)
      refused(await api('GET', `/audit?${query}`), 400, 'parameter_invalid', /\.$/, field)
    refused(await api('GET', '/audit/export?format=xml'), 400, 'parameter_invalid', /ndjson or csv/, 'format')
  })
})
