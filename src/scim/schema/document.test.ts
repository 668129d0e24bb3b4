import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../shared/json.ts'
import {
  resourceTypeDocument,
  resourceTypesDocument,
  schemaDocument,
  schemasDocument,
  serviceProviderConfig,
} from './document.ts'
import { resourceTypes } from './resource-types.ts'

const BASE = 'https://people.example.com/scim/v2'
const listed = (list: JsonObject): readonly JsonObject[] => {
  assert.ok(isJsonArray(list['Resources']))
  return list['Resources'].filter(isJsonObject)
}

function* within(value: Json | undefined): Generator<Json | undefined> {
  yield value
  if (isJsonArray(value)) for (const element of value) yield* within(element)
  else if (isJsonObject(value)) for (const key of Object.keys(value)) yield* within(value[key])
}

describe('discovery', () => {
  test('is made of lists whose counts are true', () => {
    for (const list of [schemasDocument(resourceTypes, BASE), resourceTypesDocument(resourceTypes, BASE)]) {
      assert.deepEqual([list['totalResults'], list['itemsPerPage']], [listed(list).length, listed(list).length])
    }
  })
  test('holds no null, which one client cannot read', () => {
    const documents = [schemasDocument(resourceTypes, BASE), resourceTypesDocument(resourceTypes, BASE)]
    for (const part of within([...documents, serviceProviderConfig(BASE)])) assert.notEqual(part, null)
  })
  test('lists users before groups', () => {
    assert.deepEqual(
      listed(resourceTypesDocument(resourceTypes, BASE)).map((type) => type['endpoint']),
      ['/Users', '/Groups'],
    )
  })
  test('names each schema once, under the address that finds it', () => {
    const schemas = listed(schemasDocument(resourceTypes, BASE))
    assert.equal(new Set(schemas.map(({ id }) => id)).size, schemas.length)
    for (const schema of schemas) {
      const { id } = schema
      assert.ok(typeof id === 'string')
      assert.deepEqual(schemaDocument(resourceTypes, id.toUpperCase(), BASE), schema)
      assert.deepEqual(schema['meta'], { resourceType: 'Schema', location: `${BASE}/Schemas/${id}` })
    }
    assert.equal(schemaDocument(resourceTypes, 'urn:example:unknown', BASE), undefined)
  })
  test('declares the attributes of RFC 7643 §7 with every characteristic', () => {
    const user = schemaDocument(resourceTypes, 'urn:ietf:params:scim:schemas:core:2.0:User', BASE)
    const attributes = user === undefined || !isJsonArray(user['attributes']) ? [] : user['attributes']
    assert.deepEqual(
      attributes.find((attribute) => isJsonObject(attribute) && attribute['name'] === 'userName'),
      {
        name: 'userName',
        type: 'string',
        multiValued: false,
        description: 'The name a person signs in with. Unique in the directory, ignoring case.',
        required: true,
        mutability: 'readWrite',
        returned: 'default',
        caseExact: false,
        uniqueness: 'server',
      },
    )
    assert.ok(!JSON.stringify(attributes).includes('password'), 'what is never returned is not promised')
  })
  test('finds a resource type in any case', () => {
    assert.equal(resourceTypeDocument(resourceTypes, 'user', BASE)?.['id'], 'User')
    assert.equal(resourceTypeDocument(resourceTypes, 'Device', BASE), undefined)
  })
})
