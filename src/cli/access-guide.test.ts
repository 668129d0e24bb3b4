import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuide } from './access-guide.ts'

type Sent = { readonly url: string; readonly headers: RequestInit['headers'] | undefined; readonly body: unknown }

function answering(status: number, body: string) {
  const sent: Sent[] = []
  const request: typeof fetch = async (url, init) => {
    const { headers, body: posted } = init ?? {}
    sent.push({ url: typeof url === 'string' ? url : '', headers, body: posted })
    return new Response(body, { status })
  }
  return { guide: createGuide('http://muster.example', request), sent }
}

test('the directory is created with the body and the media type of the guide', async () => {
  const { guide, sent } = answering(201, '{"directoryId":"d1"}')
  assert.deepEqual(await guide.createDirectory('t0ken'), { ok: true, value: 'd1' })
  assert.deepEqual(sent, [
    {
      url: 'http://muster.example/SAAS/jersey/manager/api/connectormanagement/directoryconfigs',
      headers: {
        'Content-Type': 'application/vnd.vmware.horizon.manager.connector.management.directory.other+json',
        Authorization: 'Bearer t0ken',
      },
      body: '{"type":"OTHER_DIRECTORY","domains":["OKTA.COM"],"name":"Okta Universal Directory"}',
    },
  ])
})

test('client id and secret are form-encoded inside Basic', async () => {
  const { guide, sent } = answering(200, '{"access_token":"a"}')
  await guide.requestToken('Okta', 'a:b/c')
  assert.equal(new Headers(sent[0]?.headers).get('Authorization'), `Basic ${btoa('Okta:a%3Ab%2Fc')}`)
})

test('a refusal, and an answer without the value, become sentences with request, status and text', async () => {
  const refused = await answering(409, '{"errors":[]}').guide.createClient('s', 'Okta')
  assert.deepEqual(refused, {
    ok: false,
    error: 'POST /SAAS/jersey/manager/api/oauth2clients was answered with 409: {"errors":[]}',
  })
  const empty = await answering(201, '{}').guide.createClient('s', 'Okta')
  assert.match(empty.ok ? '' : empty.error, /201 without "secret"/)
})
