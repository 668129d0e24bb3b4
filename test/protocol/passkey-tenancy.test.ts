import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { authenticator } from '../support/authenticator.ts'
import { rawRequest } from '../support/raw-http.ts'
import { startTwoTenants, type TwoTenants } from '../support/start-two-tenants.ts'

let tenants: TwoTenants
before(async () => void (tenants = await startTwoTenants()))
after(() => tenants.app.close())

/** `/api/v1` under a host name, as a page there calls it. */
const askAt =
  (host: string, session: string) =>
  async (path: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }> => {
    const answer = await rawRequest(tenants.app.base, {
      method: 'POST',
      path: `/api/v1${path}`,
      headers: [`Host: ${host}`, `Authorization: HZN ${session}`, 'Content-Type: application/json'],
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, json: JSON.parse(answer.body) as Record<string, unknown> }
  }

test('a passkey of one tenant opens nothing in another, and neither does a challenge', async () => {
  const { port } = new URL(tenants.app.base)
  const [hereHost, thereHost] = [`localhost:${port}`, `${tenants.host}:${port}`]
  const here = askAt(hereHost, tenants.app.session)
  const there = askAt(thereHost, tenants.session)
  const device = authenticator(`http://${thereHost}`)
  const begun = await there('/passkeys/challenge')
  const { credential, answer } = device.create(begun.json as Parameters<typeof device.create>[0])
  assert.equal((await there('/passkeys', { name: 'There', credential: answer })).status, 201)
  const asked = async (ask: typeof here) =>
    (await ask('/session/passkey/challenge')).json as unknown as Parameters<typeof device.get>[0]

  const used = await there('/session/passkey', { credential: device.get(await asked(there), credential) })
  assert.equal(used.status, 200, JSON.stringify(used.json))
  // exactly what its own tenant takes, and what it would be if it had been made here
  const own = device.get(await asked(there), credential)
  const forged = device.get(await asked(here), credential, { origin: `http://${hereHost}`, rpId: 'localhost' })
  for (const attempt of [own, forged]) {
    const refused = await here('/session/passkey', { credential: attempt })
    assert.deepEqual([refused.status, refused.json['code']], [401, 'sign_in_refused'])
  }
  // a challenge of here, answered there
  const crossed = device.get(await asked(here), credential, { rpId: tenants.host })
  assert.equal((await there('/session/passkey', { credential: crossed })).status, 401)
  // and that one was not used up by it: it is not there
  assert.equal((await there('/session/passkey', { credential: own })).status, 200)
})
