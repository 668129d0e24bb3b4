import type { Command, Option } from './command.ts'
import { optionsOf } from './parse-arguments.ts'
import { renderColumns } from './table.ts'

export function helpOnEverything(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => [`  ${name}`, summary])
  return [
    'Usage: muster <command> [options]',
    '',
    renderColumns(lines),
    '',
    'muster <command> --help explains one. Exit codes: 0 done, 1 failed, 2 wrong usage.',
    '',
  ].join('\n')
}

export function helpOn(command: Command): string {
  const { name, summary, operand } = command
  const rows = optionsOf(command).map((option) => [`  --${option.name}${placeholder(option)}`, explain(option)])
  const choices = operand?.choices?.join('|') ?? operand?.name
  return [
    `Usage: muster ${name}${choices === undefined ? '' : ` <${choices}>`} [options]`,
    '',
    summary,
    '',
    renderColumns(rows),
    '',
  ].join('\n')
}

function placeholder(option: Option): string {
  switch (option.kind) {
    case 'flag':
      return ''
    case 'text':
      return ` ${option.placeholder.toUpperCase()}`
    case 'choice':
      return ` ${option.choices.join('|')}`
    case 'url':
      return ' URL'
    case 'count':
      return ' N'
  }
}

function explain(option: Option): string {
  const notes = [
    option.required === true ? ['required'] : [],
    'default' in option && option.default !== undefined ? [`default ${option.default}`] : [],
    option.environment === undefined ? [] : [`or ${option.environment} in the environment`],
  ].flat()
  return notes.length === 0 ? option.summary : `${option.summary} (${notes.join('; ')})`
}
