import { Badge, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './attributes.module.css'

type PlainValueProps = { readonly value: unknown }

/** Whatever a provider sent, as text: never markup, never a link. */
export function PlainValue({ value }: PlainValueProps): ReactNode {
  if (Array.isArray(value)) {
    return (
      <ul className={classes.list}>
        {value.map((element, index) => (
          <li key={index}>
            <PlainElement value={element} />
          </li>
        ))}
      </ul>
    )
  }
  if (typeof value === 'object' && value !== null) return <Parts parts={value} />
  return <bdi className={classes.value}>{String(value)}</bdi>
}

/** An element of a list such as `emails`: the value first, what it is for behind it. */
function PlainElement({ value: element }: PlainValueProps) {
  if (typeof element !== 'object' || element === null || !('value' in element)) return <PlainValue value={element} />
  const { value, type, primary, ...others } = element as Readonly<Record<string, unknown>>
  return (
    <>
      <span className={classes.pair}>
        <PlainValue value={value} />
        {typeof type === 'string' && (
          <Text span size="xs" c="dimmed">
            <bdi>{type}</bdi>
          </Text>
        )}
        {primary === true && (
          <Badge color="gray" size="sm">
            primary
          </Badge>
        )}
      </span>
      <Parts parts={others} />
    </>
  )
}

const Parts = ({ parts }: { readonly parts: object }) =>
  Object.entries(parts).map(([name, inner]) => (
    <Text key={name} size="sm" component="span" className={classes.pair}>
      <Text span size="xs" c="dimmed">
        {name}
      </Text>
      <PlainValue value={inner} />
    </Text>
  ))
