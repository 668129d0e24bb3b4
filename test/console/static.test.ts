import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rawRequest } from '../support/raw-http.ts'
import { type RunningApp, startApp } from '../support/start-app.ts'

/** How the console reaches the browser. */

let app: RunningApp
before(async () => {
  app = await startApp({ directory: false })
})
after(() => app.close())

const page = (path: string): Promise<Response> => fetch(`${app.base}${path}`, { redirect: 'manual' })

test('the root of the host leads to the console', async () => {
  const answer = await page('/')
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), '/console/')
})

for (const path of ['/console', '/console/', '/console/settings/oauth/clients/OktaSCIM?panel=delete']) {
  test(`${path} answers the page, never from a cache, under a policy that lets nothing else in`, async () => {
    const answer = await page(path)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin')
    assert.equal(answer.headers.get('strict-transport-security'), null, 'over http there is nothing to insist on')
    const policy = answer.headers.get('content-security-policy') ?? ''
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? []
    assert.match(await answer.text(), new RegExp(`name="style-nonce" content="${nonce.replaceAll('+', '\\+')}"`))
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      assert.ok(policy.includes(part), part)
    }
    assert.doesNotMatch(policy, /unsafe|\*|https?:/)
  })
}

test('two pages never share a nonce', async () => {
  const policies = await Promise.all([page('/console/'), page('/console/')])
  assert.notEqual(...(policies.map((answer) => answer.headers.get('content-security-policy')) as [string, string]))
})

test('no script or style stands in the page itself', async () => {
  const html = await (await page('/console/')).text()
  assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\son\w+=|style=/)
})

test('hashed files are kept for a year, come compressed, and only whole names are found', async () => {
  const html = await (await page('/console/')).text()
  const [, script = ''] = /src="(\/console\/assets\/[^"]+\.js)"/.exec(html) ?? []
  const plain = await fetch(`${app.base}${script}`, { headers: { 'accept-encoding': 'identity' } })
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.match(plain.headers.get('content-type') ?? '', /javascript/)
  for (const encoding of ['br', 'gzip']) {
    const answer = await fetch(`${app.base}${script}`, { headers: { 'accept-encoding': encoding } })
    assert.equal(answer.headers.get('content-encoding'), encoding)
    assert.equal(answer.headers.get('vary'), 'accept-encoding')
  }
  for (const absent of ['/console/assets/absent.js', '/console/assets/%2e%2e/index.html', '/console/assets/']) {
    const answer = await page(absent)
    assert.notEqual(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable', absent)
    assert.ok(answer.status === 404 || answer.headers.get('cache-control') === 'no-store', absent)
  }
})

test('a host of no tenant gets no console', async () => {
  const answer = await rawRequest(app.base, { method: 'GET', path: '/console/', headers: ['Host: elsewhere.example'] })
  assert.equal(answer.status, 421)
})
