import { must, type Section } from './check.ts'
import { at, elements, equal, refused, statusIs } from './expect.ts'
import { HOME, WORK, patched, refusedPatch } from './patched.ts'
import { PATCH_OP } from './urns.ts'

export const patching: Section = {
  title: 'RFC 7644 §3.5.2: modifying with PATCH',
  checks: [
    must(
      'RFC 7644 §3.5.2',
      'a PATCH is answered with 200 and the resource, or with 204 and nothing',
      async (scim) => {
        const ada = await scim.user()
        const answer = await scim.patch(`/Users/${ada.id}`, [{ op: 'add', path: 'nickName', value: 'Countess' }])
        if (answer.status === 204) return equal(answer.text, '', 'the body')
        statusIs(answer, 200)
        equal(answer.json, await scim.read(ada), 'the body')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a PATCH that asks for attributes is answered with 200 and them',
      async (scim) => {
        const ada = await scim.user({ displayName: 'Ada' })
        const operations = [{ op: 'add', path: 'nickName', value: 'Countess' }]
        const answer = await scim.patch(`/Users/${ada.id}?attributes=nickName`, operations)
        statusIs(answer, 200)
        equal(
          [answer.json['id'], answer.json['nickName'], answer.json['displayName']],
          [ada.id, 'Countess', undefined],
          'what is returned',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a body without Operations is refused with 400 invalidSyntax',
      async (scim) => {
        const ada = await scim.user()
        for (const body of [{ schemas: [PATCH_OP] }, { schemas: [PATCH_OP], Operations: 'add' }, {}]) {
          refused(await scim.send('PATCH', `/Users/${ada.id}`, { body }), 400, 'invalidSyntax', 'invalidValue')
        }
        refused(await scim.send('PATCH', `/Users/${ada.id}`, { raw: '{' }), 400, 'invalidSyntax')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'an operation that is not add, remove or replace is refused with 400 invalidSyntax',
      async (scim) => {
        await refusedPatch(scim, {}, [{ op: 'update', path: 'nickName', value: 'x' }], 'invalidSyntax', 'invalidValue')
        await refusedPatch(scim, {}, [{ path: 'nickName', value: 'x' }], 'invalidSyntax', 'invalidValue')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a resource that does not exist is answered with 404',
      async (scim) => {
        const operations = [{ op: 'add', path: 'nickName', value: 'x' }]
        refused(await scim.patch('/Users/2819c223-7f76-453a-919d-413861904646', operations), 404)
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a PATCH is atomic: one operation that fails undoes those before it',
      async (scim) => {
        const operations = [
          { op: 'replace', path: 'nickName', value: 'changed' },
          { op: 'add', path: 'emails', value: [HOME] },
          { op: 'replace', path: 'userName', value: '' },
        ]
        await refusedPatch(scim, { nickName: 'Countess', emails: [WORK] }, operations)
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'operations are applied in their order',
      async (scim) => {
        const after = await patched(
          scim,
          {},
          { op: 'add', path: 'nickName', value: 'one' },
          { op: 'replace', path: 'nickName', value: 'two' },
          { op: 'add', path: 'title', value: 'gone' },
          { op: 'remove', path: 'title' },
        )
        equal([after['nickName'], after['title']], ['two', undefined], 'nickName and title')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a path that does not follow the grammar is refused with 400 invalidPath',
      async (scim) => {
        for (const path of ['emails[type eq "work"', 'name..givenName', '[]', 'emails[', ' ']) {
          await refusedPatch(scim, {}, [{ op: 'replace', path, value: 'x' }], 'invalidPath', 'invalidFilter')
        }
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a path that no schema declares is refused with 400 invalidPath or noTarget',
      async (scim) => {
        for (const path of ['unicorn', 'name.givenName.x', 'emails[type eq "work"].unicorn']) {
          await refusedPatch(scim, {}, [{ op: 'replace', path, value: 'x' }], 'invalidPath', 'noTarget')
        }
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'readOnly attributes cannot be changed: refused with mutability, or ignored',
      async (scim) => {
        for (const [path, value] of [
          ['id', 'another'],
          ['meta.created', '2001-01-01T00:00:00Z'],
          ['groups', [{ value: 'x' }]],
        ] as const) {
          const ada = await scim.user()
          const answer = await scim.patch(`/Users/${ada.id}`, [{ op: 'replace', path, value }])
          if (answer.status >= 400) refused(answer, 400, 'mutability')
          const after = await scim.read(ada)
          equal(
            [after.id, after['groups'], at(after, 'meta', 'created')],
            [ada.id, undefined, at(ada, 'meta', 'created')],
            path,
          )
        }
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a new primary value sets the others to not primary',
      async (scim) => {
        const primary = { ...HOME, primary: true }
        for (const operation of [
          { op: 'add', path: 'emails', value: [primary] },
          { op: 'add', value: { emails: [primary] } },
        ]) {
          const emails = elements((await patched(scim, { emails: [WORK] }, operation))['emails'])
          const which = emails.filter((one) => one['primary'] === true).map(({ value }) => value)
          equal(which, [HOME.value], 'the primary e-mails')
        }
        const after = await patched(
          scim,
          { emails: [WORK, HOME] },
          { op: 'replace', path: 'emails[type eq "home"].primary', value: true },
        )
        const which = elements(after['emails']).filter((one) => one['primary'] === true)
        equal(
          which.map(({ value }) => value),
          [HOME.value],
          'the primary e-mails',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2',
      'a userName that somebody else has is refused with 409 uniqueness',
      async (scim) => {
        const [ada, bob] = [await scim.user(), await scim.user()]
        const operations = [{ op: 'replace', path: 'userName', value: ada['userName'] ?? '' }]
        refused(await scim.patch(`/Users/${bob.id}`, operations), 409, 'uniqueness')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.10',
      'a path may begin with the URN of the core schema, and be of any case',
      async (scim) => {
        const path = 'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName'
        equal(
          at(await patched(scim, {}, { op: 'add', path, value: 'King' }), 'name', 'familyName'),
          'King',
          'name.familyName',
        )
        equal((await patched(scim, {}, { op: 'add', path: 'NICKNAME', value: 'C' }))['nickName'], 'C', 'nickName')
      },
      'patch',
    ),
  ],
}
