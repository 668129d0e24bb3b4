import type { PeopleGroup } from '../groups.ts'
import type { OktaConnector } from '../okta-connector.ts'
import type { Company } from '../company.ts'
import { probeMembers } from './probes.ts'

/** Step 8 of the catalogue app: up to 1,000 members in one operation of one PATCH, into a group pushed empty. */
export async function addMany(okta: OktaConnector, company: Company): Promise<void> {
  const group = { name: `APP-Many-${company.tag}`, members: [] }
  const pushed = await okta.pushGroup(group)
  if (!pushed.ok) return
  const many = { ...group, members: firstOf(company, 1_000) }
  await okta.changeMembers(many)
  await lookAndDelete(okta, pushed.value, many, '8.1 look at up to 1,000 members')
}

/** The wizard app has no smaller steps: up to 5,000 members in the POST, and again in the PUT. */
export async function pushMany(okta: OktaConnector, company: Company): Promise<void> {
  const many = { name: `APP-Many-${company.tag}`, members: firstOf(company, 5_000) }
  const pushed = await okta.pushGroup(many)
  if (pushed.ok) await lookAndDelete(okta, pushed.value, many, 'A5.7 look at up to 5,000 members')
}

const firstOf = ({ cast, others }: Company, count: number) => [...cast, ...others].slice(0, count)

async function lookAndDelete(okta: OktaConnector, id: string, group: PeopleGroup, stepName: string): Promise<void> {
  await probeMembers(okta.app, id, group, stepName)
  await okta.deleteGroup(group.name)
}
