import assert from 'node:assert/strict'
import type { RunningApp } from '../support/start-app.ts'

const TYPES = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'] as const

const attribute = (name: string, type: string, more: object = {}): object => ({
  name,
  type,
  description: `Of the type ${type}`,
  ...(type === 'reference' ? { referenceTypes: ['external'] } : {}),
  ...more,
})

const parts = TYPES.map((type) => attribute(`${type}Part`, type))

/** Every type, alone and multi-valued, and every mutability, `returned` and uniqueness of RFC 7643 §7. */
const ATTRIBUTES = [
  ...TYPES.map((type) => attribute(`${type}One`, type)),
  ...TYPES.map((type) => attribute(`${type}Many`, type, { multiValued: true })),
  attribute('complexOne', 'complex', { subAttributes: parts }),
  attribute('complexMany', 'complex', {
    multiValued: true,
    subAttributes: [
      attribute('value', 'string'),
      attribute('type', 'string'),
      attribute('primary', 'boolean'),
      ...parts,
    ],
  }),
  attribute('exact', 'string', { caseExact: true }),
  attribute('wanted', 'string', { required: true }),
  attribute('unique', 'string', { uniqueness: 'server' }),
  attribute('fixed', 'string', { mutability: 'immutable' }),
  attribute('seen', 'string', { mutability: 'readOnly' }),
  attribute('hidden', 'string', { mutability: 'writeOnly', returned: 'never' }),
  attribute('asked', 'string', { returned: 'request' }),
  attribute('always', 'string', { returned: 'always' }),
]

/** Gives the directory of the guide a resource type that has everything the RFC knows. */
export async function defineTestResource({ base, token }: RunningApp): Promise<void> {
  const answer = await fetch(`${base}/api/v1/directories/okta-universal-directory/resource-types`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'TestResource',
      endpoint: '/TestResources',
      description: 'A resource with attributes of every kind',
      nameAttribute: 'wanted',
      schema: {
        id: 'urn:example:params:scim:schemas:TestResource',
        name: 'TestResource',
        description: 'Attributes of every kind',
        attributes: ATTRIBUTES,
      },
    }),
  })
  assert.equal(answer.status, 201, await answer.text())
}
