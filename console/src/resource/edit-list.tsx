import { ActionIcon, Autocomplete, Button, Fieldset, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useText } from '../text/use-text.ts'
import classes from './edit-dialog.module.css'
import type { EditList, Element, ElementPart } from './editable-fields.ts'

type EditListInputProps = {
  readonly list: EditList
  readonly elements: readonly Element[]
  readonly onChange: (elements: readonly Element[]) => void
}

/** The elements of a list, each to be changed or removed, and a button for another one. */
export function EditListInput({ list: { name, parts }, elements, onChange }: EditListInputProps) {
  const t = useText()
  const numbered = (place: number): string => (elements.length > 1 ? `${name} ${place + 1}` : name)
  return (
    <>
      {elements.map((element, place) => (
        // elements have no id: their place is all that tells them apart
        <Fieldset key={place} variant="unstyled" legend={numbered(place)} className={classes.section}>
          <div className={classes.element} data-many={parts.length > 2 || undefined}>
            <div className={classes.parts}>
              {parts.map((part, index) => (
                <PartInput
                  key={part.name}
                  part={part}
                  label={part.name === 'value' ? numbered(place) : part.name}
                  isLabelled={parts.length > 2}
                  text={textOf(element[part.name])}
                  onType={(text) => onChange(elements.with(place, withPart(element, part.name, text)))}
                  takesFocus={index === 0 && Object.keys(element).length === 0}
                />
              ))}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('people.removeValue', { name: numbered(place) })}
              onClick={() => onChange(elements.toSpliced(place, 1))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        </Fieldset>
      ))}
      <AddElement name={name} onAdd={() => onChange([...elements, {}])} />
    </>
  )
}

export function AddElement({ name, onAdd }: { readonly name: string; readonly onAdd: () => void }) {
  const t = useText()
  return (
    <Button
      size="compact-sm"
      variant="default"
      className={classes.add}
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={onAdd}
    >
      {t('people.addValue', { name })}
    </Button>
  )
}

type PartInputProps = {
  readonly part: ElementPart
  readonly label: string
  /** Whether the label is shown; it is always there to be heard. */
  readonly isLabelled: boolean
  readonly text: string
  readonly onType: (text: string) => void
  readonly takesFocus: boolean
}

function PartInput({ part: { name, choices }, label, isLabelled, text, onType, takesFocus }: PartInputProps) {
  const shared = {
    ...(isLabelled ? { label } : { 'aria-label': label, placeholder: name }),
    value: text,
    maxLength: 4096,
    autoFocus: takesFocus,
  }
  if (choices.length > 0) return <Autocomplete {...shared} data={[...choices]} onChange={onType} />
  return <TextInput {...shared} onChange={({ currentTarget }) => onType(currentTarget.value)} />
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** An emptied part goes: an empty text is not the same as none. */
function withPart(element: Element, part: string, text: string): Element {
  const { [part]: _, ...others } = element
  return text === '' ? others : { ...element, [part]: text }
}
