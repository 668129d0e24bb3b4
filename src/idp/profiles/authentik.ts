import type { JsonObject } from '../../shared/json.ts'
import { ok } from '../../shared/result.ts'
import { asMembers, chunked, coreUser, emptyGroup } from '../moves/bodies.ts'
import { renameByPatch } from '../moves/change-group.ts'
import { companyProvider } from '../moves/company-provider.ts'
import type { Connector } from '../moves/connector.ts'
import { readFeatures } from '../moves/discovery.ts'
import { comparison, formEncoded } from '../moves/filters.ts'
import type { ChangeMembers } from '../moves/groups.ts'
import { groupByQuery } from '../moves/look-for-group.ts'
import { userByQuery } from '../moves/look-for-user.ts'
import { membersOf, probeFound } from '../moves/probes.ts'
import { groupTask } from '../moves/remote-app.ts'
import { patch, read } from '../moves/send.ts'
import { byPut } from '../moves/update-user.ts'
import type { Person } from '../people.ts'
import type { Provider, Scene } from '../provider.ts'
import { bearerAppearance } from '../wire/bearer-appearance.ts'

/** What its mapping makes of a user, who has one name only. */
const body = (person: Person): JsonObject => ({
  ...coreUser(person),
  name: { formatted: person.displayName, givenName: person.givenName, familyName: person.familyName },
  emails: [{ value: person.email, type: 'other', primary: true }],
  photos: [],
  locale: person.locale,
})

/** Learnt from the server when the connection is tested. */
type Learnt = { maxOperations: number }

const facts = {
  title: 'authentik',
  sources: ['goauthentik/authentik: authentik/providers/scim/clients, read', 'goauthentik/authentik#16677 and #12321'],
  asOf: '2026-11',
}

export const authentik: Provider = {
  ...facts,
  play: (scene) => createAuthentik({ maxOperations: 0 }).play(scene),
}

const createAuthentik = (learnt: Learnt): Provider =>
  companyProvider({
    ...facts,
    appearance: (token) =>
      bearerAppearance(token, {
        agent: 'goauthentik.io/2026.8',
        accept: 'application/scim+json',
        contentType: 'application/scim+json',
      }),
    firstRequest: '/ServiceProviderConfig',
    async connect(app) {
      const features = await readFeatures(app)
      if (!features.ok) return features
      const step = app.checks.step('connect', 'GET /ServiceProviderConfig')
      step.should(
        'PATCH and filters are offered: it sends less otherwise',
        features.value.patch && features.value.filter,
        features.value,
      )
      learnt.maxOperations = features.value.maxOperations
      return features
    },
    users: {
      lookAfter409: userByQuery(({ userName }) => `filter=${formEncoded(comparison('userName', userName))}`),
      body,
      update: byPut((person, _, id) => ({ ...body(person), id })),
    },
    groups: {
      looks: 'after 409',
      look: groupByQuery((name) => `filter=${formEncoded(comparison('displayName', name))}`),
      body: emptyGroup,
      membersIn: 'change',
      changeMembers: changeOneByOne(learnt),
      rename: renameByPatch((id, name) => [{ op: 'replace', value: { ...emptyGroup(name), id } }]),
    },
    habits: askUnquoted,
  })

/** Reads who is in, and sends one operation per member, as many in a PATCH as the server's bulk limit says. */
const changeOneByOne =
  (learnt: Learnt): ChangeMembers =>
  async (app, { id, name, all }) => {
    const task = groupTask('update', name, 'change members')
    const current = await read(app, 'Groups', id, groupTask('read', name))
    if (!current.ok) return current
    const there = new Set(membersOf(current.value))
    const wanted = new Set<string | undefined>(all)
    const operations = [
      ...all
        .filter((each) => !there.has(each))
        .map((each) => ({ op: 'add', path: 'members', value: asMembers([each]) })),
      ...[...there].flatMap((each) =>
        each === undefined || wanted.has(each) ? [] : [{ op: 'remove', path: 'members', value: asMembers([each]) }],
      ),
    ]
    for (const chunk of chunked(operations, learnt.maxOperations < 1 ? operations.length : learnt.maxOperations)) {
      const patched = await patch(app, 'Groups', id, chunk, task)
      if (!patched.ok) return patched
    }
    return ok(id)
  }

/** Some versions leave the quotes out. */
async function askUnquoted({ app, users }: Connector, { company }: Scene): Promise<void> {
  const [, , , dan] = company.cast
  const plain = { ...dan, userName: `unquoted-${company.tag}` }
  const added = await users.add(plain)
  if (!added.ok) return
  await probeFound(
    app,
    'Users',
    `filter=${formEncoded(`userName eq ${plain.userName}`)}`,
    [added.value],
    'find unquoted',
  )
  await users.leave(plain)
}
