import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { JsonObject } from '../support/admin-api.ts'
import { done, filterOf, found, patch, schemaScene, scimRefused, type SchemaScene } from '../support/schemas.ts'

const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'

const badge = {
  id: BADGE,
  name: 'Badge',
  description: 'What opens the doors',
  attributes: [
    { name: 'number', type: 'string', required: true, uniqueness: 'server', description: 'Printed on the badge' },
    { name: 'serial', type: 'string', caseExact: true, mutability: 'immutable', uniqueness: 'global' },
    { name: 'pin', type: 'string', mutability: 'writeOnly' },
    { name: 'note', type: 'string', returned: 'request' },
    { name: 'issuer', type: 'string', mutability: 'readOnly' },
    { name: 'floor', type: 'integer', returned: 'always' },
    {
      name: 'doors',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        { name: 'value', type: 'string' },
        { name: 'building', type: 'string', canonicalValues: ['North', 'South'] },
        { name: 'opens', type: 'dateTime' },
      ],
    },
  ],
  extends: [{ resourceType: 'User' }],
}

const person = (userName: string, extension: JsonObject) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', BADGE],
  userName,
  [BADGE]: extension,
})

suite('A custom extension of users', () => {
  let scene: SchemaScene
  let ada: JsonObject
  before(async () => {
    scene = await schemaScene()
    done(await scene.api('POST', '/extensions', badge), 201)
    ada = done(
      await scene.scim(
        'POST',
        '/Users',
        person('ada@example.com', {
          NUMBER: 'A-1',
          serial: 'x1',
          pin: '1234',
          note: 'left-handed',
          issuer: 'me',
          floor: '3',
          doors: [
            { value: 'Lab', building: 'North', opens: '2026-01-31T08:00:00.1234567Z' },
            { value: 'Roof', building: 'South' },
          ],
        }),
      ),
      201,
    )
  })
  after(() => scene.app.close())

  test('is a schema of this directory, and of no other', async () => {
    const shown = done(await scene.scim('GET', `/Schemas/${BADGE}`), 200)
    const names = (shown['attributes'] as JsonObject[]).map(({ name }) => name)
    assert.deepEqual(names, ['number', 'serial', 'note', 'issuer', 'floor', 'doors'])
    const type = done(await scene.scim('GET', '/ResourceTypes/User'), 200)
    assert.ok((type['schemaExtensions'] as JsonObject[]).some(({ schema, required }) => schema === BADGE && !required))
    assert.equal((await scene.otherScim('GET', `/Schemas/${BADGE}`)).status, 404)
    const other = done(await scene.otherScim('GET', '/ResourceTypes/User'), 200)
    assert.ok(!JSON.stringify(other).includes(BADGE))
  })

  test('is read as it is declared: names in any case, types, what is never kept', async () => {
    assert.deepEqual(ada['schemas'], ['urn:ietf:params:scim:schemas:core:2.0:User', BADGE])
    // note is there because this request gave it
    assert.deepEqual(ada[BADGE], {
      number: 'A-1',
      serial: 'x1',
      note: 'left-handed',
      floor: 3,
      doors: [
        { value: 'Lab', building: 'North', opens: '2026-01-31T08:00:00.1234567Z' },
        { value: 'Roof', building: 'South' },
      ],
    })
  })

  test('shows what is returned on request to who asks for it by name alone', async () => {
    const path = `/Users/${String(ada['id'])}`
    const shown = async (query: string): Promise<JsonObject> => {
      const user = done(await scene.scim('GET', `${path}${query}`), 200)
      return (user[BADGE] ?? {}) as JsonObject
    }
    assert.ok(!('note' in (await shown(''))))
    assert.ok(!('note' in (await shown(`?attributes=${BADGE}`))))
    assert.deepEqual(await shown(`?attributes=${BADGE}:note`), { floor: 3, note: 'left-handed' })
    assert.ok(!('note' in (await shown('?excludedAttributes=userName'))))
    assert.deepEqual(await shown('?attributes=userName'), { floor: 3 })
    assert.deepEqual(await shown(`?excludedAttributes=${BADGE}`), { floor: 3 })
    const listed = done(await scene.scim('GET', `/Users${filterOf(`${BADGE}:number eq "a-1"`)}`), 200)
    assert.ok(!JSON.stringify(listed['Resources']).includes('left-handed'))
  })

  test('takes part in filters and sorting', async () => {
    const id = ada['id']
    for (const [filter, matches] of [
      [`${BADGE}:number eq "a-1"`, true],
      [`number sw "A-"`, true],
      [`${BADGE}:serial eq "X1"`, false],
      [`${BADGE}:serial ne "X1"`, true],
      [`${BADGE}:floor gt 2`, true],
      [`${BADGE}:floor le 2`, false],
      [`${BADGE}:doors[value eq "lab" and building eq "north"]`, true],
      [`${BADGE}:doors[value eq "lab" and building eq "south"]`, false],
      [`${BADGE}:doors.opens gt "2026-01-31T08:00:00Z"`, true],
      [`${BADGE}:note co "hand"`, true],
      [`${BADGE}:doors pr`, true],
    ] as const) {
      assert.deepEqual(await found(scene.scim, `/Users${filterOf(filter)}`), matches ? [id] : [], filter)
    }
    scimRefused(await scene.scim('GET', `/Users${filterOf(`${BADGE}:pin eq "1234"`)}`), 403, 'sensitive', /pin/)
    scimRefused(await scene.scim('GET', `/Users${filterOf(`${BADGE}:floor co "3"`)}`), 400, 'invalidFilter', /floor/)
    scimRefused(await scene.otherScim('GET', `/Users${filterOf(`${BADGE}:floor eq 3`)}`), 400, 'invalidFilter', /floor/)
    const eve = done(await scene.scim('POST', '/Users', person('eve@example.com', { number: 'B-2', floor: 1 })), 201)
    const sorted = await found(scene.scim, `/Users?sortBy=${BADGE}:floor&sortOrder=ascending`)
    assert.deepEqual(sorted, [eve['id'], id])
    done(await scene.scim('DELETE', `/Users/${String(eve['id'])}`), 204)
  })

  test('is changed by PATCH behind its URN', async () => {
    const path = `/Users/${String(ada['id'])}`
    const changed = done(
      await scene.scim(
        'PATCH',
        path,
        patch(
          { op: 'replace', path: `${BADGE}:floor`, value: 4 },
          { op: 'add', path: `${BADGE}:doors`, value: [{ value: 'Cellar', building: 'South' }] },
          { op: 'replace', path: `${BADGE}:doors[value eq "Lab"].building`, value: 'South' },
          { op: 'remove', path: `${BADGE}:doors[value eq "Roof"]` },
          { op: 'replace', value: { [BADGE]: { note: 'ambidextrous' } } },
        ),
      ),
      200,
    )
    const extension = changed[BADGE] as JsonObject
    assert.equal(extension['floor'], 4)
    assert.equal(extension['note'], 'ambidextrous')
    assert.deepEqual(
      (extension['doors'] as JsonObject[]).map(({ value, building }) => [value, building]),
      [
        ['Lab', 'South'],
        ['Cellar', 'South'],
      ],
    )
    assert.deepEqual(await found(scene.scim, `/Users${filterOf(`${BADGE}:floor eq 4`)}`), [ada['id']])
    assert.deepEqual(await found(scene.scim, `/Users${filterOf(`${BADGE}:floor eq 3`)}`), [])
    scimRefused(
      await scene.scim('PATCH', path, patch({ op: 'replace', path: `${BADGE}:floor`, value: 'high' })),
      400,
      'invalidValue',
      /floor: a whole number/,
    )
    scimRefused(
      await scene.scim('PATCH', path, patch({ op: 'replace', path: `${BADGE}:issuer`, value: 'me' })),
      400,
      'mutability',
      /issuer/,
    )
  })

  test('refuses bodies that lack what is required or hold the wrong type', async () => {
    const refusal = (extension: JsonObject) => scene.scim('POST', '/Users', person('who@example.com', extension))
    scimRefused(await refusal({ floor: 1 }), 400, 'invalidValue', /number: a value is required/)
    scimRefused(await refusal({ number: 'C-1', floor: 1.5 }), 400, 'invalidValue', /floor: a whole number/)
    scimRefused(await refusal({ number: 'C-1', doors: [{ opens: 'soon' }] }), 400, 'invalidValue', /doors.opens/)
    assert.deepEqual(await found(scene.scim, `/Users${filterOf('userName eq "who@example.com"')}`), [])
    // who has nothing of the extension needs nothing of it
    const plain = done(await scene.scim('POST', '/Users', { userName: 'plain@example.com' }), 201)
    done(await scene.scim('DELETE', `/Users/${String(plain['id'])}`), 204)
  })

  test('gives a unique value to one resource, of many at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        scene.scim('POST', '/Users', person(`racer${i}@example.com`, { number: i % 2 === 0 ? 'R-1' : 'r-1' })),
      ),
    )
    const made = answers.filter(({ status }) => status === 201)
    assert.equal(made.length, 1)
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      scimRefused(answer, 409, 'uniqueness', /badge:2.0:User:number, which has to be unique/)
    }
    assert.equal((await found(scene.scim, `/Users${filterOf('number eq "R-1"')}`)).length, 1)
    const path = `/Users/${String(made[0]?.json['id'])}`
    const free = person('free@example.com', { number: 'R-2' })
    const second = done(await scene.scim('POST', '/Users', free), 201)
    const other = `/Users/${String(second['id'])}`
    const wanted = patch({ op: 'replace', path: `${BADGE}:number`, value: 'R-1' })
    scimRefused(await scene.scim('PATCH', other, wanted), 409, 'uniqueness', /number/)
    scimRefused(
      await scene.scim('PUT', other, person('free@example.com', { number: 'r-1' })),
      409,
      'uniqueness',
      /number/,
    )
    assert.deepEqual(await found(scene.scim, `/Users${filterOf('number eq "R-2"')}`), [second['id']])
    // given up by its holder, it is free; and so it is once the holder is gone
    done(await scene.scim('PATCH', path, patch({ op: 'replace', path: `${BADGE}:number`, value: 'R-3' })), 200)
    done(await scene.scim('PATCH', other, wanted), 200)
    done(await scene.scim('DELETE', other), 204)
    done(await scene.scim('PATCH', path, wanted), 200)
    const restore = await scene.api('POST', `/deleted/${String(second['id'])}/restore`)
    assert.equal(restore.status, 409)
    done(await scene.scim('DELETE', path), 204)
    done(await scene.api('POST', `/deleted/${String(second['id'])}/restore`), 200)
    scimRefused(
      await scene.scim('POST', '/Users', person('late@example.com', { number: 'R-1' })),
      409,
      'uniqueness',
      /number/,
    )
    done(await scene.scim('DELETE', other), 204)
  })

  test('keeps a globally unique value unique in the tenant', async () => {
    done(await scene.otherApi('POST', '/extensions', badge), 201)
    const same = person('twin@example.com', { number: 'A-1', serial: 'x1' })
    scimRefused(await scene.otherScim('POST', '/Users', same), 409, 'uniqueness', /This tenant .*:serial,/s)
    const fine = done(
      await scene.otherScim('POST', '/Users', person('twin@example.com', { number: 'A-1', serial: 'X1' })),
      201,
    )
    done(await scene.otherScim('DELETE', `/Users/${String(fine['id'])}`), 204)
  })

  test('that is required has to be there', async () => {
    done(
      await scene.otherApi('PUT', `/extensions/${BADGE}`, {
        ...badge,
        extends: [{ resourceType: 'User', required: true }],
      }),
      200,
    )
    scimRefused(await scene.otherScim('POST', '/Users', { userName: 'none@example.com' }), 400, 'invalidValue', /badge/)
    done(await scene.otherScim('POST', '/Users', person('some@example.com', { number: 'S-1' })), 201)
  })
})
