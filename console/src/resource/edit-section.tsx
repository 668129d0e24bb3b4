import { Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Text as Say, useText } from '../text/use-text.ts'
import { AddElement, EditListInput } from './edit-list.tsx'
import type { Draft } from './edit-operations.ts'
import type { EditField, EditList, EditSection, Element } from './editable-fields.ts'

type EditSectionInputsProps = {
  readonly section: EditSection
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** The field that the server refused, and its words. */
  readonly refused?: { readonly path: string; readonly detail: string }
  readonly isFirst: boolean
}

/** An input for each attribute of a schema: what has a value, lists too, then what can be begun. */
export function EditSectionInputs({ section, draft, onChange, refused, isFirst }: EditSectionInputsProps) {
  const { fields, lists } = section
  const elementsOf = (list: EditList): readonly Element[] => draft.lists[list.path] ?? list.elements
  const set = (list: EditList, elements: readonly Element[]): void =>
    onChange({ ...draft, lists: { ...draft.lists, [list.path]: elements } })
  const type = (path: string, text: string): void => onChange({ ...draft, values: { ...draft.values, [path]: text } })
  const inputs = (some: readonly EditField[]): ReactNode =>
    some.length > 0 && (
      <SimpleGrid cols={{ base: 1, xs: fields.length > 1 ? 2 : 1 }} spacing="sm">
        {some.map((field) => (
          <FieldInput
            key={field.path}
            field={field}
            text={draft.values[field.path] ?? field.value}
            onType={(text) => type(field.path, text)}
            error={field.path === refused?.path ? refused.detail : undefined}
            takesFocus={isFirst && field === fields[0]}
          />
        ))}
      </SimpleGrid>
    )
  return (
    <Stack gap="sm" align="stretch">
      {inputs(fields.filter(({ isUsual }) => isUsual))}
      {lists
        .filter((list) => elementsOf(list).length > 0)
        .map((list) => (
          <EditListInput
            key={list.path}
            list={list}
            elements={elementsOf(list)}
            onChange={(elements) => set(list, elements)}
          />
        ))}
      {inputs(fields.filter(({ isUsual }) => !isUsual))}
      <Group gap="xs">
        {lists
          .filter((list) => elementsOf(list).length === 0)
          .map((list) => (
            <AddElement key={list.path} name={list.name} onAdd={() => set(list, [{}])} />
          ))}
      </Group>
    </Stack>
  )
}

type FieldInputProps = {
  readonly field: EditField
  readonly text: string
  readonly onType: (text: string) => void
  readonly error: string | undefined
  readonly takesFocus: boolean
}

function FieldInput({ field, text, onType, error, takesFocus }: FieldInputProps) {
  const t = useText()
  const shared = {
    label: labelOf(t, field),
    value: text,
    error,
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => onType(value),
    'data-autofocus': takesFocus || undefined,
  }
  if (field.type === 'flag') {
    const choices = [
      { value: '', label: '' },
      { value: 'true', label: t('common.yes') },
      { value: 'false', label: t('common.no') },
    ]
    return <NativeSelect {...shared} data={choices} />
  }
  return <TextInput {...shared} maxLength={4096} {...(field.type === 'number' && { inputMode: 'decimal' })} />
}

const LABELS = {
  userName: 'people.userName',
  displayName: 'people.name',
  'name.givenName': 'people.givenName',
  'name.familyName': 'people.familyName',
  title: 'people.title',
} as const

/** Everyday attributes by an everyday word; the others, custom ones too, as their schema names them. */
const labelOf = (t: Say, { name }: EditField): string => {
  const known = Object.entries(LABELS).find(([attribute]) => attribute === name)
  return known === undefined ? name : t(known[1])
}
