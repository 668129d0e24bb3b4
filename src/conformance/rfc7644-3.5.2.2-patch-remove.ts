import { must, type Section } from './check.ts'
import { at, elements, equal, statusIs, valuesOf } from './expect.ts'
import { HOME, WORK, patched, refusedPatch } from './patched.ts'

export const removing: Section = {
  title: 'RFC 7644 §3.5.2.2: PATCH, remove',
  checks: [
    must(
      'RFC 7644 §3.5.2.2',
      'remove without a path is refused with 400 noTarget',
      (scim) => refusedPatch(scim, { nickName: 'x' }, [{ op: 'remove' }], 'noTarget'),
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'remove takes a single-valued attribute away',
      async (scim) => {
        equal(
          (await patched(scim, { nickName: 'x' }, { op: 'remove', path: 'nickName' }))['nickName'],
          undefined,
          'nickName',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'remove takes all values of a multi-valued attribute away',
      async (scim) => {
        equal(
          (await patched(scim, { emails: [WORK, HOME] }, { op: 'remove', path: 'emails' }))['emails'],
          undefined,
          'emails',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'remove with a filter takes the matching values away (the example of the RFC)',
      async (scim) => {
        const path = 'emails[type eq "work" and value ew "example.com"]'
        const after = await patched(scim, { emails: [WORK, HOME] }, { op: 'remove', path })
        equal(valuesOf(after['emails']), [HOME.value], 'the e-mails')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'an attribute without values left is unassigned',
      async (scim) => {
        const after = await patched(scim, { emails: [WORK] }, { op: 'remove', path: 'emails[type eq "work"]' })
        equal(after['emails'], undefined, 'emails')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'remove takes a sub-attribute of the matching values away',
      async (scim) => {
        const after = await patched(
          scim,
          { emails: [WORK, HOME] },
          { op: 'remove', path: 'emails[type eq "work"].type' },
        )
        const work = elements(after['emails']).find(({ value }) => value === WORK.value)
        equal(work?.['type'], undefined, 'type')
        equal(valuesOf(after['emails']).length, 2, 'the number of e-mails')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'remove takes a sub-attribute of a complex attribute away',
      async (scim) => {
        const before = { name: { givenName: 'Ada', familyName: 'King' } }
        const after = await patched(scim, before, { op: 'remove', path: 'name.familyName' })
        equal([at(after, 'name', 'givenName'), at(after, 'name', 'familyName')], ['Ada', undefined], 'the names')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'removing a required or readOnly attribute is refused with 400 mutability',
      async (scim) => {
        await refusedPatch(scim, {}, [{ op: 'remove', path: 'userName' }], 'mutability', 'invalidValue')
        await refusedPatch(scim, {}, [{ op: 'remove', path: 'id' }], 'mutability')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'a member is removed from a group (the example of the RFC)',
      async (scim) => {
        const [ada, babs] = [await scim.user(), await scim.user()]
        const team = await scim.group({ members: [{ value: ada.id }, { value: babs.id }] })
        const path = `members[value eq "${ada.id}"]`
        statusIs(await scim.patch(`/Groups/${team.id}`, [{ op: 'remove', path }]), 200, 204)
        equal(valuesOf((await scim.read(team))['members']), [babs.id], 'the members')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'all members are removed from a group (the example of the RFC)',
      async (scim) => {
        const [ada, babs] = [await scim.user(), await scim.user()]
        const team = await scim.group({ members: [{ value: ada.id }, { value: babs.id }] })
        statusIs(await scim.patch(`/Groups/${team.id}`, [{ op: 'remove', path: 'members' }]), 200, 204)
        equal(valuesOf((await scim.read(team))['members']), [], 'the members')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.2',
      'a member is removed and another added in one request (the example of the RFC)',
      async (scim) => {
        const [ada, babs] = [await scim.user(), await scim.user()]
        const team = await scim.group({ members: [{ value: ada.id }] })
        const operations = [
          { op: 'remove', path: `members[value eq "${ada.id}"]` },
          { op: 'add', path: 'members', value: [{ display: 'Babs', value: babs.id }] },
        ]
        statusIs(await scim.patch(`/Groups/${team.id}`, operations), 200, 204)
        equal(valuesOf((await scim.read(team))['members']), [babs.id], 'the members')
      },
      'patch',
    ),
  ],
}
