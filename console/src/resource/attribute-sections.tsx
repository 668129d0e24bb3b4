import { Code } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Resource, Schema, SchemaAttribute } from '../api/scim.ts'
import { useText } from '../text/use-text.ts'
import { Card } from '../ui/card.tsx'
import { type Fact, Facts } from '../ui/facts.tsx'
import classes from './attributes.module.css'
import { OwnedMark } from './owned-mark.tsx'
import { PlainValue } from './plain-value.tsx'

/** Shown in places of their own. */
const ELSEWHERE = new Set(['id', 'meta', 'schemas', 'groups', 'members', 'password'])

type Values = Readonly<Record<string, unknown>>

/** The attributes of a resource, a card for each of its schemas; what no schema knows comes last, as it was sent. */
export function AttributeSections({
  resource,
  schemas,
  owned,
}: {
  readonly resource: Resource
  readonly schemas: readonly Schema[]
  /** The directory is filled by an identity provider, which may overwrite what is marked. */
  readonly owned: boolean
}) {
  const t = useText()
  const mark = owned ? <OwnedMark /> : undefined
  const core = schemas[0]
  const known = new Set([
    ...schemas.map(({ id }) => id),
    ...(core?.attributes ?? []).map(({ name }) => name),
    ...ELSEWHERE,
    'externalId',
  ])
  const extensions = schemas.slice(1).filter(({ id }) => typeof resource[id] === 'object')
  const others = Object.keys(resource).filter((name) => !known.has(name))
  return (
    <>
      {core !== undefined && (
        <Card title={t('people.attributes')} {...(owned && { description: <OwnedLead /> })}>
          <Facts
            facts={[
              ...factsOf(core.attributes, resource, mark),
              resource.externalId === undefined
                ? undefined
                : { label: 'externalId', mark, value: <Code>{resource.externalId}</Code> },
              { label: 'id', value: <Code>{resource.id}</Code> },
            ]}
          />
        </Card>
      )}
      {extensions.map(({ id, name, attributes }) => (
        <Card key={id} title={name} description={<Code className={classes.urn}>{id}</Code>}>
          <Facts facts={factsOf(attributes, resource[id] as Values, mark)} />
        </Card>
      ))}
      {others.length > 0 && (
        <Card title={t('people.unknown')} description={t('people.unknownLead')}>
          <Facts facts={others.map((name) => ({ label: name, mark, value: <PlainValue value={resource[name]} /> }))} />
        </Card>
      )}
    </>
  )
}

const factsOf = (
  attributes: readonly SchemaAttribute[],
  values: Values,
  mark: ReactNode,
): readonly (Fact | undefined)[] =>
  attributes
    .filter(({ name }) => !ELSEWHERE.has(name) && name !== 'externalId')
    .map((attribute) => {
      const value = values[attribute.name]
      if (value === undefined) return undefined
      const isSent = attribute.mutability !== 'readOnly'
      return { label: attribute.name, mark: isSent && mark, value: <PlainValue value={value} /> }
    })

function OwnedLead() {
  const t = useText()
  return (
    <>
      <OwnedMark isFirst /> {t('people.ownedLead')}
    </>
  )
}
