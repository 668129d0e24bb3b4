import { Anchor, Badge, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { containersQuery } from '../../api/by-id.ts'
import type { Reference, Resource } from '../../api/scim.ts'
import { shortName } from '../../text/direction-marks.ts'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import classes from './memberships.module.css'

/** The groups of a person: those that have them as a member, then those that they are in because of another group. */
export function Memberships({ slug, user: { groups = [] } }: { readonly slug: string; readonly user: Resource }) {
  const t = useText()
  const direct = groups.filter((group) => !isInherited(group))
  const inherited = groups.filter(isInherited)
  return (
    <Card title={t('nav.groups')} description={t('people.groupCount', { count: groups.length })}>
      {groups.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('people.noMemberships')}
        </Text>
      )}
      <ul className={classes.groups}>
        {direct.map((group) => (
          <li key={group.value}>
            <GroupLink slug={slug} group={group} />
          </li>
        ))}
      </ul>
      {inherited.length > 0 && <Inherited slug={slug} groups={groups} inherited={inherited} />}
    </Card>
  )
}

const isInherited = ({ type }: Reference): boolean => type === 'indirect'

type InheritedProps = {
  readonly slug: string
  /** All of the person's. */
  readonly groups: readonly Reference[]
  readonly inherited: readonly Reference[]
}

/** Which of the person's groups is inside which says through what they came into it. */
function Inherited({ slug, groups, inherited }: InheritedProps) {
  const t = useText()
  const ids = groups.map(({ value }) => value)
  const { data: containers } = useQuery(containersQuery(slug, ids))
  const through = (id: string): readonly Reference[] => groups.filter(({ value }) => containers?.get(value)?.has(id))
  return (
    <>
      <Text size="xs" c="dimmed" className={classes.heading}>
        {t('people.inheritedLead')}
      </Text>
      <ul className={classes.groups}>
        {inherited.map((group) => (
          <li key={group.value}>
            <GroupLink slug={slug} group={group} /> <Badge color="gray">{t('people.inherited')}</Badge>
            {through(group.value).length > 0 && (
              <Text size="xs" c="dimmed">
                {t('people.through')}{' '}
                {through(group.value).map(({ value, display = value }, place) => (
                  <span key={value}>
                    {place > 0 && ', '}
                    <bdi>{shortName(display)}</bdi>
                  </span>
                ))}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

const GroupLink = ({
  slug,
  group: { value, display = value },
}: {
  readonly slug: string
  readonly group: Reference
}) => (
  <Anchor component={Link} to={`/accounts/groups/${slug}/${value}`} size="sm">
    <bdi>{display}</bdi>
  </Anchor>
)
