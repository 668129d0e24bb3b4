import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { indexRows } from './index-rows.ts'
import type { Attributes } from './resource.ts'
import { userType } from './schema/resource-types.ts'

const keys = (attributes: Attributes): readonly string[] =>
  indexRows(userType, attributes).map(({ path, element, key }) => `${path}#${element}=${key}`)

describe('index rows', () => {
  test('hold each value once, folded, with the element it belongs to', () => {
    const rows = keys({
      title: 'Head of TOOLS',
      emails: [
        { value: 'Ann@Example.com', type: 'work', primary: true },
        { value: 'ann@home.example', primary: false },
      ],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Tools', manager: { value: 'M1' } },
    })
    assert.deepEqual(rows, [
      'title#0=head of tools',
      'emails.value#0=ann@example.com',
      'emails.type#0=work',
      'emails.primary#0=true',
      'emails.value#1=ann@home.example',
      'emails.primary#1=false',
      'schemas#0=urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      'enterprise:department#0=tools',
      'enterprise:manager.value#0=M1',
    ])
  })
  test('leave out what has a column, and what cannot be asked for', () => {
    assert.deepEqual(
      keys({
        userName: 'ann',
        externalId: '00u1',
        active: true,
        password: 'secret',
        shoeSize: '43',
        'urn:example:ext:2.0:User': { badge: '7' },
        constructor: 'x',
      }),
      ['schemas#0=urn:example:ext:2.0:User'],
    )
  })
  test('hold binary values as they are, and a long text under a cut key and in full', () => {
    assert.deepEqual(keys({ x509Certificates: [{ value: 'AbC=' }] }), ['x509Certificates.value#0=AbC='])
    const title = 'X'.repeat(700)
    const [row] = indexRows(userType, { title })
    assert.equal(row?.whole, 'x'.repeat(700))
    assert.equal(row?.key.startsWith('x'.repeat(500)), true)
    assert.ok((row?.key.length ?? 0) < 600)
  })
})
