import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grantScope, permits } from './scopes.ts'

const granted = (registered: string, requested: string | undefined) => {
  const scope = grantScope(registered.split(' '), requested)
  return scope.ok ? scope.value.join(' ') : scope.error.kind
}

for (const [registered, requested, expected] of [
  ['admin', undefined, 'admin'],
  ['admin', ' ', 'admin'],
  ['scim scim:read', undefined, 'scim scim:read'],
  ['scim scim:read', 'scim:read', 'scim:read'],
  ['scim scim:read', '  scim:read   scim ', 'scim:read scim'],
  ['scim scim:read', 'scim scim', 'scim'],
  ['admin', 'unknown', 'scopeNotRegistered'],
  ['admin', 'admin unknown', 'scopeNotRegistered'],
  ['admin', 'ADMIN', 'scopeNotRegistered'],
  ['scim', 'admin', 'scopeNotRegistered'],
  // wider is not registered either: a client says what it may ask for
  ['admin', 'scim', 'scopeNotRegistered'],
  ['admin', '__proto__', 'scopeNotRegistered'],
  ['admin', 'admin\tadmin', 'malformedScope'],
  ['admin', '"admin"', 'malformedScope'],
  ['admin', 'admin\\', 'malformedScope'],
  ['admin', 'ädmin', 'malformedScope'],
  ['admin', 'admin\0', 'malformedScope'],
  ['admin', 'admin\n', 'malformedScope'],
  ['admin', 'a'.repeat(10_240), 'malformedScope'],
] as const) {
  test(`a client registered for ${registered} that asks for ${JSON.stringify(requested)?.slice(0, 40)} gets ${expected}`, () => {
    assert.equal(granted(registered, requested), expected)
  })
}

test('admin may do everything, scim:read only reads', () => {
  assert.deepEqual(
    (['admin', 'scim', 'scim:read'] as const).map((has) =>
      (['admin', 'scim', 'scim:read'] as const).filter((need) => permits([has], need)),
    ),
    [['admin', 'scim', 'scim:read'], ['scim', 'scim:read'], ['scim:read']],
  )
  assert.equal(permits([], 'scim:read'), false)
})
