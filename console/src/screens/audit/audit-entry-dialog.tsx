import { Anchor, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type AuditEntry, auditEntryQuery } from '../../api/audit.ts'
import { leafDifferences } from '../../resource/leaf-differences.ts'
import { Leaf } from '../../resource/leaf.tsx'
import { fullTime, useLanguageTag } from '../../text/time.ts'
import { useText } from '../../text/use-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { TableSkeleton } from '../../ui/table-skeleton.tsx'
import { sayAct } from './acts.ts'
import classes from './audit.module.css'
import { sayActor } from './say-actor.ts'

type AuditEntryDialogProps = { readonly sequence: number; readonly onClose: () => void }

/** Everything about one entry. */
export function AuditEntryDialog({ sequence, onClose }: AuditEntryDialogProps) {
  const t = useText()
  const { data, error, refetch } = useQuery(auditEntryQuery(sequence))
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('audit.entry', { sequence })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <TableSkeleton rows={8} />}
      {data === null && <Text size="sm">{t('audit.gone')}</Text>}
      {data !== undefined && data !== null && <Entry entry={data} />}
    </Modal>
  )
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const t = useText()
  const language = useLanguageTag()
  const { act, actor, from, target, at, details, previousHash, hash } = entry
  const { changed, ...others } = details as Readonly<Record<string, unknown>>
  return (
    <Stack gap="md">
      <Facts
        facts={[
          { label: t('audit.what'), value: `${sayAct(t, act)} (${act})` },
          { label: t('audit.when'), value: <time dateTime={at}>{fullTime(language, Date.parse(at))}</time> },
          { label: t('audit.who'), value: <Actor actor={actor} /> },
          actor.tokenId === null ? undefined : fact(t('audit.token'), actor.tokenId),
          from === null ? undefined : fact(t('audit.where'), from.address),
          from === null || from.agent === null ? undefined : fact(t('audit.agent'), from.agent),
          { label: t('audit.target'), value: <bdi className={classes.wide}>{nameAndId(target)}</bdi> },
          ...Object.entries(others).map(([name, value]) => fact(name, say(value))),
          changed === undefined
            ? undefined
            : { label: t('audit.changed'), value: <Changed changed={changed as Changes} /> },
          { label: t('audit.previousHash'), value: <code className={classes.hash}>{previousHash}</code> },
          { label: t('audit.hash'), value: <code className={classes.hash}>{hash}</code> },
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('audit.chained', { command: 'muster audit verify' })}
      </Text>
    </Stack>
  )
}

/** Who has a name leads to everything else they did. */
function Actor({ actor }: Pick<AuditEntry, 'actor'>) {
  const t = useText()
  const name = <bdi className={classes.wide}>{sayActor(t, actor)}</bdi>
  if (actor.kind !== 'administrator' && actor.kind !== 'client') return name
  return (
    <>
      <Anchor component={Link} to="/settings/audit" search={{ actor: actor.name } as never} size="sm">
        {name}
      </Anchor>{' '}
      ({t(`actor.${actor.kind}`)})
    </>
  )
}

type Changes = Readonly<Record<string, unknown>>

/** `[before, after]` per field; names alone where the values are not told. */
const Changed = ({ changed }: { readonly changed: Changes }) =>
  Object.entries(changed).map(([name, values]) =>
    Array.isArray(values) && values.length === 2 && name !== 'extra' ? (
      leafDifferences(name, values[0], values[1]).map((leaf) => <Leaf key={leaf.path} {...leaf} />)
    ) : (
      <Text key={name} size="sm">
        {`${name}: ${say(values)}`}
      </Text>
    ),
  )

const fact = (label: string, value: string): Fact => ({ label, value: <bdi className={classes.wide}>{value}</bdi> })

const nameAndId = ({ kind, id, name }: AuditEntry['target']): string =>
  [kind, name, id].filter((part) => part !== null && part !== '').join(' · ')

const say = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
