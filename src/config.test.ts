import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('an empty environment gives the defaults', () => {
  const config = readConfig({})
  assert.ok(config.ok)
  assert.equal(config.value.host, '127.0.0.1')
  assert.equal(config.value.port, 8080)
  assert.match(config.value.dataFolder, /data$/)
  assert.equal(config.value.firstAdministrator, undefined)
})

for (const [name, value, wants] of [
  ['MUSTER_PORT', 'http', /a port number from 0 to 65535/],
  ['MUSTER_PORT', '65536', /a port number from 0 to 65535/],
  ['MUSTER_PORT', '-1', /a port number from 0 to 65535/],
  ['MUSTER_PUBLIC_URL', 'muster.example.com', /an origin such as/],
  ['MUSTER_PUBLIC_URL', 'https://muster.example.com/scim', /without a path/],
  ['MUSTER_TRUSTED_PROXIES', '10.0.0.0/33', /addresses or networks of proxies/],
  ['MUSTER_TRUSTED_PROXIES', '10.0.0.1,,', /addresses or networks of proxies/],
  ['MUSTER_TRUSTED_PROXIES', 'proxy.example.com', /addresses or networks of proxies/],
  ['MUSTER_TRUSTED_PROXIES', '*', /addresses or networks of proxies/],
  ['MUSTER_LIMIT_CLIENT', 'many', /a number of requests a minute, or 0/],
  ['MUSTER_LIMIT_ADDRESS', '-1', /a number of requests a minute, or 0/],
  ['MUSTER_LIMIT_WRONG', '1.5', /a number of requests a minute, or 0/],
  ['MUSTER_LOG_LEVEL', 'loud', /one of silent, error/],
  ['MUSTER_ADMIN_USERNAME', 'ann', /MUSTER_ADMIN_PASSWORD is missing/],
  ['MUSTER_ADMIN_PASSWORD', 'x', /MUSTER_ADMIN_USERNAME is missing/],
  ['MUSTER_DATABASE_URL', 'mysql://ann:hidden@db.example.com/muster', /an address such as postgres:/],
  ['MUSTER_DATABASE_URL', 'postgres://ann:hidden@db.example.com', /an address such as postgres:/],
  ['MUSTER_DATABASE_URL', 'postgres://ann:hidden#1@db.example.com/muster', /%23/],
  ['MUSTER_DATABASE_URL', 'db.example.com/hidden', /an address such as postgres:/],
] as const) {
  test(`${name}=${value} is refused with a sentence that names the variable and what it wants`, () => {
    const config = readConfig({ [name]: value })
    assert.ok(!config.ok)
    assert.equal(config.error.length, 1)
    assert.match(config.error[0] ?? '', wants)
    assert.match(config.error[0] ?? '', /MUSTER_/)
    assert.doesNotMatch(config.error[0] ?? '', /hidden/)
  })
}

for (const url of [
  'postgres://ann:hidden@db.example.com:5432/muster?sslmode=verify-full',
  'postgresql:///muster?host=/run',
]) {
  test(`${new URL(url).protocol} names a PostgreSQL`, () => {
    const config = readConfig({ MUSTER_DATABASE_URL: url })
    assert.ok(config.ok)
    assert.equal(config.value.databaseUrl, url)
  })
}

test('every problem is told at once', () => {
  const config = readConfig({ MUSTER_PORT: 'x', MUSTER_LOG_LEVEL: 'y' })
  assert.ok(!config.ok)
  assert.equal(config.error.length, 2)
})

test('a variable can be given as a file, without its final line break', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'muster-config-')), 'password')
  writeFileSync(file, 'correct horse battery staple\n')
  const config = readConfig({ MUSTER_ADMIN_USERNAME: 'ann', MUSTER_ADMIN_PASSWORD_FILE: file })
  assert.ok(config.ok)
  assert.deepEqual(config.value.firstAdministrator, { username: 'ann', password: 'correct horse battery staple' })
})

test('a variable given twice, or in a file that is not there, is refused', () => {
  const twice = readConfig({ MUSTER_HOST: '::1', MUSTER_HOST_FILE: '/nowhere' })
  assert.ok(!twice.ok)
  assert.match(twice.error[0] ?? '', /both set/)
  const missing = readConfig({ MUSTER_HOST_FILE: '/nowhere/at/all' })
  assert.ok(!missing.ok)
  assert.match(missing.error[0] ?? '', /MUSTER_HOST_FILE.*readable file/)
})

test('proxies are a list of addresses and networks, and a limit of 0 is none', () => {
  const config = readConfig({ MUSTER_TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32,192.0.2.1', MUSTER_LIMIT_CLIENT: '0' })
  assert.ok(config.ok)
  assert.deepEqual(config.value.trustedProxies, ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'])
  assert.equal(config.value.limits?.perClient, 0)
  assert.equal(config.value.limits?.wrongCredentials, 300)
})
