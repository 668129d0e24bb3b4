import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listQuery, quoted } from '../../api/scim.ts'
import { shortName } from '../../text/direction-marks.ts'
import { useText } from '../../text/use-text.ts'
import classes from '../../resource/people-list.module.css'
import { useResourceActions } from '../../resource/use-resource-actions.ts'

const PAUSE_MS = 200

/** Finds a user while one types and adds the one that is chosen. */
export function AddMember({ slug, groupId }: { readonly slug: string; readonly groupId: string }) {
  const t = useText()
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), PAUSE_MS)
  const like = quoted(settled)
  const { data } = useInfiniteQuery({
    ...listQuery(slug, 'User', { filter: `userName co ${like} or displayName co ${like}` }),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const { change } = useResourceActions(slug, 'Group', groupId)
  const found = settled === '' ? [] : (data?.pages[0]?.Resources ?? []).slice(0, 20)
  const add = (id: string | null): void => {
    const user = found.find((candidate) => candidate.id === id)
    if (user === undefined) return
    setText('')
    change.mutate({
      operations: [{ op: 'add', path: 'members', value: [{ value: user.id }] }],
      undo: [{ op: 'remove', path: `members[value eq ${quoted(user.id)}]` }],
      said: t('members.added', { name: shortName(user.userName ?? '') }),
    })
  }
  return (
    <Select
      className={classes.add}
      aria-label={t('members.add')}
      placeholder={t('members.add')}
      searchable
      value={null}
      searchValue={text}
      onSearchChange={setText}
      data={found.map(({ id, userName = id }) => ({ value: id, label: userName }))}
      filter={({ options }) => options}
      nothingFoundMessage={settled === '' ? t('members.type') : t('people.noneFound')}
      onChange={add}
    />
  )
}
