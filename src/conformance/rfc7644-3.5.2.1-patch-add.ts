import { must, type Section, should } from './check.ts'
import { at, carries, equal, isTrue, statusIs, valuesOf } from './expect.ts'
import { HOME, WORK, patched, refusedPatch } from './patched.ts'
import { ENTERPRISE } from './urns.ts'

export const adding: Section = {
  title: 'RFC 7644 §3.5.2.1: PATCH, add',
  checks: [
    must(
      'RFC 7644 §3.5.2.1',
      'add sets an attribute that was not there',
      async (scim) => {
        equal(
          (await patched(scim, {}, { op: 'add', path: 'nickName', value: 'Countess' }))['nickName'],
          'Countess',
          'nickName',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'add replaces the value of a single-valued attribute',
      async (scim) => {
        const after = await patched(scim, { nickName: 'old' }, { op: 'add', path: 'nickName', value: 'new' })
        equal(after['nickName'], 'new', 'nickName')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'add to a multi-valued attribute keeps the values that are there',
      async (scim) => {
        const after = await patched(scim, { emails: [WORK] }, { op: 'add', path: 'emails', value: [HOME] })
        equal(valuesOf(after['emails']), [HOME.value, WORK.value].sort(), 'the e-mails')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'add to a complex attribute sets the sub-attributes given and keeps the others',
      async (scim) => {
        const before = { name: { givenName: 'Ada', familyName: 'King' } }
        const after = await patched(scim, before, { op: 'add', path: 'name', value: { familyName: 'Lovelace' } })
        equal([at(after, 'name', 'givenName'), at(after, 'name', 'familyName')], ['Ada', 'Lovelace'], 'the names')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'add without a path takes the attributes from the value (the example of the RFC)',
      async (scim) => {
        const after = await patched(
          scim,
          { nickName: 'old', emails: [WORK] },
          { op: 'add', value: { emails: [HOME], nickname: 'Babs' } },
        )
        equal(after['nickName'], 'Babs', 'nickName')
        equal(valuesOf(after['emails']), [HOME.value, WORK.value].sort(), 'the e-mails')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'add without a path merges a complex attribute and an extension',
      async (scim) => {
        const before = { name: { givenName: 'Ada' }, [ENTERPRISE]: { department: 'Engines' } }
        const value = { name: { familyName: 'King' }, [ENTERPRISE]: { costCenter: '1' } }
        const after = await patched(scim, before, { op: 'add', value })
        carries(after, { name: { givenName: 'Ada', familyName: 'King' } })
        carries(after, { [ENTERPRISE]: { department: 'Engines', costCenter: '1' } })
      },
      'patch',
    ),
    should(
      'RFC 7644 §3.5.2.1',
      'adding a value that is there changes nothing, not even lastModified',
      async (scim) => {
        const ada = await scim.user({ nickName: 'Countess', emails: [WORK] })
        await new Promise((resolve) => setTimeout(resolve, 5))
        const operations = [
          { op: 'add', path: 'emails', value: [WORK] },
          { op: 'add', path: 'nickName', value: 'Countess' },
        ]
        statusIs(await scim.patch(`/Users/${ada.id}`, operations), 200, 204)
        equal(await scim.read(ada), ada, 'the user')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'members are added to a group (the example of the RFC)',
      async (scim) => {
        const [ada, babs] = [await scim.user(), await scim.user()]
        const team = await scim.group({ members: [{ value: ada.id }] })
        const operations = [
          {
            op: 'add',
            path: 'members',
            value: [{ display: 'Babs Jensen', $ref: `${scim.base}/Users/${babs.id}`, value: babs.id }],
          },
        ]
        statusIs(await scim.patch(`/Groups/${team.id}`, operations), 200, 204)
        equal(valuesOf((await scim.read(team))['members']), [ada.id, babs.id].sort(), 'the members')
        statusIs(await scim.patch(`/Groups/${team.id}`, operations), 200, 204)
        equal(
          valuesOf((await scim.read(team))['members']),
          [ada.id, babs.id].sort(),
          'the members after the same again',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'add with a URN-qualified path reaches an extension',
      async (scim) => {
        const after = await patched(scim, {}, { op: 'add', path: `${ENTERPRISE}:department`, value: 'Engines' })
        equal(at(after, ENTERPRISE, 'department'), 'Engines', 'department')
        isTrue((after['schemas'] as readonly string[]).includes(ENTERPRISE), 'schemas names the extension')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'an add without a value is refused with 400',
      (scim) => refusedPatch(scim, {}, [{ op: 'add', path: 'nickName' }], 'invalidValue', 'invalidSyntax'),
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.1',
      'an add without a path whose value is no object is refused with 400',
      (scim) =>
        refusedPatch(
          scim,
          {},
          [{ op: 'add', value: 'Countess' }],
          'invalidValue',
          'invalidSyntax',
          'invalidPath',
          'noTarget',
        ),
      'patch',
    ),
  ],
}
