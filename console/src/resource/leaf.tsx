import { Text } from '@mantine/core'
import { escapeDirectionMarks } from '../text/direction-marks.ts'
import classes from './attributes.module.css'
import type { LeafDifference } from './leaf-differences.ts'

/** From what to what. */
export function Leaf({ path, before, after }: LeafDifference) {
  return (
    <Text size="sm">
      <Text span size="xs" c="dimmed">
        {path.startsWith('urn:') ? path.split(':').at(-1) : path}
      </Text>{' '}
      {before !== null && (
        <del className={classes.old}>
          <bdi>{say(before)}</bdi>
        </del>
      )}{' '}
      {before !== null && after !== null && '→ '}
      {after !== null && (
        <ins className={classes.new}>
          <bdi>{say(after)}</bdi>
        </ins>
      )}
    </Text>
  )
}

const LONGEST = 400

const say = (value: unknown): string =>
  (typeof value === 'string' ? value : escapeDirectionMarks(JSON.stringify(value))).slice(0, LONGEST)
