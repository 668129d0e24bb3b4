import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endedSessionCookie, isFromOwnPages, sessionCookie, sessionTokenIn } from './session-cookie.ts'

for (const [origin, secure] of [
  ['https://id.example.com', true],
  ['http://localhost:8080', true],
  ['http://globex.localhost:8080', true],
  ['http://127.0.0.1:8080', true],
  ['http://[::1]:8080', true],
  ['http://id.example.com', false],
  ['http://localhost.evil.example', false],
  ['http://10.0.0.4:8080', false],
] as const) {
  test(`a session of ${origin} is ${secure ? 'for it alone' : 'without what a browser would refuse there'}`, () => {
    const cookie = sessionCookie(origin, 'token', 60)
    const name = secure ? '__Host-muster_session=token; Secure' : 'muster_session=token'
    assert.equal(cookie, `${name}; Path=/; HttpOnly; SameSite=Strict; Max-Age=60`)
    assert.equal(sessionTokenIn(cookie.split(';')[0]), 'token')
    assert.match(endedSessionCookie(origin), /^(?:__Host-)?muster_session=; .*Max-Age=0$/)
  })
}

test('the session is found among other cookies, and nothing else is taken for it', () => {
  assert.equal(sessionTokenIn('theme=dark; __Host-muster_session=a; lang=de'), 'a')
  for (const cookie of [undefined, '', 'theme=dark', 'xmuster_session=a', 'muster_session', '=a']) {
    assert.equal(sessionTokenIn(cookie), undefined, String(cookie))
  }
})

test('a browser that names the site of a request is believed before the origin', () => {
  const origin = 'https://id.example.com'
  for (const [headers, ours] of [
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'cross-site', origin }, false],
    [{ 'sec-fetch-site': 'same-site', origin }, false],
    [{ 'sec-fetch-site': 'none', origin }, false],
    [{ origin }, true],
    [{ origin: 'https://id.example.com.evil.example' }, false],
    [{ origin: 'http://id.example.com' }, false],
    [{ origin: 'null' }, false],
    [{ origin: [origin, origin] }, false],
    [{}, false],
  ] as const) {
    assert.equal(isFromOwnPages(headers, origin), ours, JSON.stringify(headers))
  }
})
