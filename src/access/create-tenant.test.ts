import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type AccessFixture, openAccess } from '../../test/support/access-fixture.ts'
import { createTenant } from './create-tenant.ts'

describe('creating a tenant', () => {
  let access: AccessFixture
  before(async () => void (access = await openAccess()))
  after(() => access.close())

  const create = async (slug: string, hosts: readonly string[] = [], name = 'A name') => {
    const created = await createTenant(access.deps, { slug, name, hosts })
    return created.ok ? created.value.hosts : created.error.kind
  }

  test('host names are kept in small letters, once each', async () => {
    assert.deepEqual(await create('kept', ['ID.kept.example', 'id.kept.example']), ['id.kept.example'])
  })

  for (const slug of ['', 'A', 'a b', '-a', 'a-', 'a_b', 'a.b', 'ä', 'x'.repeat(64)]) {
    test(`${JSON.stringify(slug)} is no slug`, async () => assert.equal(await create(slug), 'slugInvalid'))
  }

  for (const host of [
    '',
    'http://a.example',
    'a.example:8080',
    'a.example/x',
    'a..example',
    '*.example',
    'ä.example',
  ]) {
    test(`${JSON.stringify(host)} is no host name`, async () =>
      assert.equal(await create('fine', [host]), 'hostInvalid'))
  }

  test('a name is not empty and has no control characters', async () => {
    assert.equal(await create('fine', [], ' '), 'nameInvalid')
    assert.equal(await create('fine', [], 'a\nb'), 'nameInvalid')
  })

  test('slugs and host names belong to one tenant', async () => {
    await create('first', ['id.first.example'])
    assert.equal(await create('first'), 'slugTaken')
    assert.equal(await create('second', ['ID.FIRST.example']), 'hostTaken')
    assert.deepEqual(await create('second'), [])
  })
})
