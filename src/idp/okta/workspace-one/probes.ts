import { jsonEqual } from '../../../shared/json.ts'
import type { Person } from '../../people.ts'
import { objectAt, textAt } from '../../read-json.ts'
import type { Created } from '../create.ts'
import { equals } from '../find.ts'
import { doing } from '../sentences.ts'
import { WORKSPACE, type WorkspaceOneApp } from './app.ts'
import { readListV1, shouldBeErrorV1 } from './judge.ts'
import { createBody, shouldBeStatus } from './profile.ts'

// Requests that Okta does not make. A session makes them to see whether an answer told the truth.

/** A created user is found again: under its id, and under its name in capitals, also with the domain named. */
export async function probeCreated(app: WorkspaceOneApp, person: Person, created: Created): Promise<void> {
  const answer = await app.transport.get(`/Users/${created.id}`)
  const step = app.checks.step('W2.4 look at the new user', answer.request)
  step.should('GET shows what POST answered', jsonEqual(answer.json, created.resource), answer.text)
  const name = equals('Username', person.userName.toUpperCase())
  const domain = encodeURIComponent(` and domain eq ${JSON.stringify(app.domain.toLowerCase())}`)
  for (const filter of [name, name + domain]) {
    const found = await app.transport.get(`/Users?filter=${filter}`)
    const list = readListV1(
      app.checks.step('W2.5 find the new user', found.request),
      found,
      doing.verifying(person.userName),
    )
    step.should('the user is found by name in any case', textAt(list?.resources[0], 'id') === created.id, found.text)
  }
}

export async function probeStatus(app: WorkspaceOneApp, id: string, active: boolean, stepName: string): Promise<void> {
  const answer = await app.transport.get(`/Users/${encodeURIComponent(id)}`)
  const step = app.checks.step(stepName, answer.request)
  shouldBeStatus(step, objectAt(answer.json) ?? {}, active)
}

/** What the administrator reads when a user is there already, or when the domain was not mapped right. */
export async function probeRefusals(app: WorkspaceOneApp, person: Person): Promise<void> {
  const again = await app.transport.send('POST', '/Users', createBody(app, person))
  const conflict = app.checks.step('W9.1 create twice', again.request)
  conflict.should('the same userName again is a conflict', again.status === 409, `${again.status} ${again.text}`)
  shouldBeErrorV1(conflict, again)

  const stranger = createBody({ ...app, domain: 'nobody.invalid' }, { ...person, userName: `x-${person.userName}` })
  const foreign = await app.transport.send('POST', '/Users', stranger)
  const refused = app.checks.step('W9.2 a domain of no directory', foreign.request)
  refused.should('an unknown domain is refused', foreign.status === 400, `${foreign.status} ${foreign.text}`)
  const description = textAt(foreign.json, 'Errors', 0, 'description') ?? ''
  refused.should('the description speaks of the domain', /domain/i.test(description), foreign.text)
  refused.should(
    'and names one that would do',
    description.toLowerCase().includes(app.domain.toLowerCase()),
    description,
  )
  shouldBeErrorV1(refused, foreign)
}

export async function probeGone(app: WorkspaceOneApp, target: string, stepName: string): Promise<void> {
  const answer = await app.transport.get(target)
  const step = app.checks.step(stepName, answer.request)
  step.should('what was deleted is answered with 404', answer.status === 404, `${answer.status} ${answer.text}`)
  if (answer.status === 404) shouldBeErrorV1(step, answer)
}

/** The merge of a partial profile, looked at again. */
export async function probeMerge(app: WorkspaceOneApp, id: string, person: Person): Promise<void> {
  const answer = await app.transport.get(`/Users/${encodeURIComponent(id)}`)
  const step = app.checks.step('W3.4 look at the merge', answer.request)
  const user = objectAt(answer.json) ?? {}
  step.should('the family name, not mentioned, stays', textAt(user, 'name', 'familyName') === person.familyName, user)
  step.should('the title, listed in meta.attributes, is gone', user['title'] === undefined, user['title'])
  step.should('the domain, not mentioned, stays', textAt(user, WORKSPACE, 'domain') === app.domain, user)
  step.should('externalId, not mentioned, stays', user['externalId'] === person.externalId, user['externalId'])
}
