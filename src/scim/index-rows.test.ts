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
        x509Certificates: [{ value: 'AAAA' }],
        shoeSize: '43',
        'urn:example:ext:2.0:User': { badge: '7' },
        constructor: 'x',
      }),
      [],
    )
  })
})
