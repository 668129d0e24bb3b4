import { must, type Section } from './check.ts'
import { at, carries, elements, equal, statusIs, valuesOf } from './expect.ts'
import { HOME, WORK, patched, refusedPatch } from './patched.ts'

export const replacingByPatch: Section = {
  title: 'RFC 7644 §3.5.2.3: PATCH, replace',
  checks: [
    must(
      'RFC 7644 §3.5.2.3',
      'replace sets a single-valued attribute, there or not',
      async (scim) => {
        equal(
          (await patched(scim, { nickName: 'a' }, { op: 'replace', path: 'nickName', value: 'b' }))['nickName'],
          'b',
          'nickName',
        )
        equal((await patched(scim, {}, { op: 'replace', path: 'nickName', value: 'b' }))['nickName'], 'b', 'nickName')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace without a path takes the attributes from the value (the example of the RFC)',
      async (scim) => {
        const value = {
          emails: [{ value: 'bjensen@example.com', type: 'work', primary: true }, HOME],
          nickname: 'Babs',
        }
        const after = await patched(
          scim,
          { emails: [{ value: 'old@example.com' }], title: 'kept' },
          { op: 'replace', value },
        )
        equal(valuesOf(after['emails']), [HOME.value, WORK.value].sort(), 'the e-mails')
        equal([after['nickName'], after['title']], ['Babs', 'kept'], 'nickName and title')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace of a multi-valued attribute replaces all its values',
      async (scim) => {
        const after = await patched(scim, { emails: [WORK] }, { op: 'replace', path: 'emails', value: [HOME] })
        equal(valuesOf(after['emails']), [HOME.value], 'the e-mails')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace of a complex attribute sets the sub-attributes given',
      async (scim) => {
        const before = { name: { givenName: 'Ada', familyName: 'King' } }
        const after = await patched(scim, before, { op: 'replace', path: 'name', value: { familyName: 'Lovelace' } })
        equal(at(after, 'name', 'familyName'), 'Lovelace', 'name.familyName')
        equal(at(after, 'name', 'givenName'), 'Ada', 'name.givenName')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace with a filter sets the matching value (the example of the RFC)',
      async (scim) => {
        const before = {
          addresses: [
            { type: 'work', streetAddress: '1 Old Street', locality: 'Oslo' },
            { type: 'home', streetAddress: '2 Home Street' },
          ],
        }
        const value = {
          type: 'work',
          streetAddress: '911 Universal City Plaza',
          locality: 'Hollywood',
          region: 'CA',
          postalCode: '91608',
          country: 'US',
          formatted: '911 Universal City Plaza\nHollywood, CA 91608 US',
          primary: true,
        }
        const after = await patched(scim, before, { op: 'replace', path: 'addresses[type eq "work"]', value })
        const addresses = elements(after['addresses'])
        equal(addresses.length, 2, 'the number of addresses')
        carries(
          addresses.find(({ type }) => type === 'work'),
          value,
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace with a filter and a sub-attribute sets it alone (the example of the RFC)',
      async (scim) => {
        const before = { addresses: [{ type: 'work', streetAddress: '1 Old Street', locality: 'Oslo' }] }
        const path = 'addresses[type eq "work"].streetAddress'
        const after = await patched(scim, before, { op: 'replace', path, value: '1010 Broadway Ave' })
        carries(after['addresses'], [{ type: 'work', streetAddress: '1010 Broadway Ave', locality: 'Oslo' }])
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace with a filter sets a sub-attribute of every matching value',
      async (scim) => {
        const before = {
          emails: [
            { type: 'work', value: 'a@example.com' },
            { type: 'work', value: 'b@example.com' },
            { type: 'home', value: 'c@example.com' },
          ],
        }
        const after = await patched(scim, before, {
          op: 'replace',
          path: 'emails[type eq "work"].display',
          value: 'at work',
        })
        equal(
          elements(after['emails']).filter(({ display }) => display === 'at work').length,
          2,
          'how many are at work',
        )
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace with a filter that matches nothing is refused with 400 noTarget',
      (scim) =>
        refusedPatch(
          scim,
          { emails: [HOME] },
          [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'x@example.com' }],
          'noTarget',
        ),
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'all members of a group are replaced (the example of the RFC)',
      async (scim) => {
        const [ada, babs, james] = [await scim.user(), await scim.user(), await scim.user()]
        const team = await scim.group({ members: [{ value: ada.id }] })
        const value = [babs, james].map(({ id }) => ({ value: id, $ref: `${scim.base}/Users/${id}` }))
        statusIs(await scim.patch(`/Groups/${team.id}`, [{ op: 'replace', path: 'members', value }]), 200, 204)
        equal(valuesOf((await scim.read(team))['members']), [babs.id, james.id].sort(), 'the members')
      },
      'patch',
    ),
    must(
      'RFC 7644 §3.5.2.3',
      'replace with a value of another type is refused with 400 invalidValue',
      async (scim) => {
        for (const [path, value] of [
          ['active', 'perhaps'],
          ['name', 'Ada'],
          ['nickName', { x: 1 }],
        ] as const) {
          await refusedPatch(scim, {}, [{ op: 'replace', path, value }], 'invalidValue', 'invalidSyntax')
        }
      },
      'patch',
    ),
  ],
}
