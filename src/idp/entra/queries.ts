import type { Connector } from '../moves/connector.ts'
import { formEncoded } from '../moves/filters.ts'
import { probeFound } from '../moves/probes.ts'
import type { Person } from '../people.ts'
import { userQuery } from './connect.ts'

/** Other attributes may have matching precedence 1, and the legacy documentation asks in its own ways. */
export async function askInEveryWay({ app }: Connector, id: string, person: Person, managerId: string): Promise<void> {
  const { email, externalId, userName } = person
  const ask = (what: string, query: string, found = true) =>
    probeFound(app, 'Users', query, found ? [id] : [], `B2.3 match by ${what}`)
  await ask('name in capitals', userQuery('userName', userName.toUpperCase()))
  await ask('externalId', userQuery('externalId', externalId))
  await ask('externalId without quotes', `filter=${formEncoded(`externalId eq ${externalId}`)}`)
  // a path after a value filter is outside the grammar of RFC 7644 §3.4.2.2, and is what Entra sends
  const mail = `emails[type eq "work"].value eq ${JSON.stringify(email)} and userName eq ${JSON.stringify(userName)}`
  await ask('work mail', `filter=${formEncoded(mail)}`)
  const holds = (manager: string) => `filter=${formEncoded(`id eq "${id}" and manager eq "${manager}"`)}&attributes=id`
  await ask('a reference that holds', holds(managerId))
  await ask('a reference that does not hold', holds(id), false)
}
