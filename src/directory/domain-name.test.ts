import assert from 'node:assert/strict'
import { test } from 'node:test'
import { domainKey, problemWithDomain } from './domain-name.ts'

for (const domain of [
  'OKTA.COM',
  'ssp',
  'local_domain',
  'a-b.example',
  'bücher.example',
  '7days.example',
  'localhost',
]) {
  test(`${domain} is a domain`, () => assert.equal(problemWithDomain(domain), undefined))
}

for (const domain of [
  '',
  'okta com',
  '-x.com',
  'x-.',
  `${'a'.repeat(64)}.com`,
  '1.2.3.4',
  '*.com',
  'a..b',
  'a@b',
  'System Domain',
  'a\u200bb',
  'x'.repeat(101),
]) {
  test(`${JSON.stringify(domain.slice(0, 20))} is refused with a reason`, () =>
    assert.match(problemWithDomain(domain) ?? '', /domain/))
}

test('case, width and a trailing dot do not make another domain', () => {
  assert.equal(domainKey('OKTA.COM'), domainKey('okta.com.'))
  assert.equal(domainKey('ｏｋｔａ.com'), domainKey('Okta.Com'))
})
