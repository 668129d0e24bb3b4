import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { namesQuery } from '../api/by-id.ts'
import { shortName } from '../text/direction-marks.ts'
import { useText } from '../text/use-text.ts'
import classes from './attributes.module.css'

/** Named in one entry of the history; the others are counted. */
const NAMED = 5

export type Moved = { readonly added?: readonly string[]; readonly removed?: readonly string[] }

/** Who came into a group and who left it: a few by name, the others as a number. */
export function MovedMembers({ slug, moved }: { readonly slug: string; readonly moved: Moved }) {
  const { added = [], removed = [] } = moved
  return (
    <>
      {added.length > 0 && <Members slug={slug} ids={added} sign="+" />}
      {removed.length > 0 && <Members slug={slug} ids={removed} sign="−" />}
    </>
  )
}

type MembersProps = { readonly slug: string; readonly ids: readonly string[]; readonly sign: '+' | '−' }

function Members({ slug, ids, sign }: MembersProps) {
  const t = useText()
  const shown = ids.slice(0, NAMED)
  const { data: names } = useQuery(namesQuery(slug, shown))
  const count = { added: sign === '+' ? ids.length : 0, removed: sign === '−' ? ids.length : 0 }
  return (
    <Text size="sm" component="div">
      <Text span size="xs" c="dimmed">
        {t('history.moved', count)}
      </Text>
      <ul className={classes.moved}>
        {shown.map((id) => {
          const known = names?.get(id)
          return (
            <li key={id}>
              {known === undefined ? (
                <span>{id}</span>
              ) : (
                <Anchor component={Link} to={`/accounts/${known.path}/${slug}/${id}`} size="sm">
                  <bdi>{shortName(known.name)}</bdi>
                </Anchor>
              )}
            </li>
          )
        })}
        {ids.length > NAMED && <li>{t('history.others', { count: ids.length - NAMED })}</li>}
      </ul>
    </Text>
  )
}
