import { fail, ok, type Result } from '../shared/result.ts'
import { type Args, type Command, COMMON_OPTIONS, type Io, type Option, type OptionValue } from './command.ts'
import { nearest } from './nearest.ts'
import { describeValue, readValue, type UsageProblem } from './option-value.ts'

type Environment = Io['environment']

/** The words after the command's name. `--name value` and `--name=value` are the same; `--` ends the options. */
export function parseArguments(
  command: Command,
  words: readonly string[],
  environment: Environment,
): Result<Args, UsageProblem> {
  const split = splitWords(command, words)
  if (!split.ok) return split
  const { operands, given } = split.value
  if (given.has('help')) return ok({ operand: operands[0], values: new Map([['help', true]]) })
  const operand = checkOperand(command, operands)
  if (!operand.ok) return operand
  const values = completeValues(command, given, environment)
  return values.ok ? ok({ operand: operand.value, values: values.value }) : values
}

type Split = { readonly operands: string[]; readonly given: Map<string, OptionValue> }

function splitWords(command: Command, words: readonly string[]): Result<Split, UsageProblem> {
  const operands: string[] = []
  const given = new Map<string, OptionValue>()
  const rest = words.values()
  for (const word of rest) {
    if (word === '--') return ok({ operands: [...operands, ...rest], given })
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    const option = readOption(command, word, rest)
    if (!option.ok) return option
    given.set(option.value.name, option.value.value)
  }
  return ok({ operands, given })
}

type Given = { readonly name: string; readonly value: OptionValue }

/** `rest` gives the next word when the value does not stand behind an equals sign. */
function readOption(command: Command, word: string, rest: Iterator<string>): Result<Given, UsageProblem> {
  const [name, inline] = word === '-h' ? (['help'] as const) : splitAtEquals(word)
  const option = optionsOf(command).find((each) => each.name === name)
  if (option === undefined) return fail({ message: unknownOption(command, word, name) })
  if (option.kind === 'flag') {
    return inline === undefined ? ok({ name, value: true }) : fail({ message: `--${name} takes no value` })
  }
  const raw = inline ?? rest.next().value
  if (raw === undefined) return fail({ message: `--${name} needs a value: ${describeValue(option)}` })
  const value = readValue(option, raw)
  return value.ok ? ok({ name, value: value.value }) : value
}

function splitAtEquals(word: string): readonly [name: string, value?: string] {
  const at = word.indexOf('=')
  const name = (at < 0 ? word : word.slice(0, at)).replace(/^--?/, '')
  return at < 0 ? [name] : [name, word.slice(at + 1)]
}

export const optionsOf = (command: Command): readonly Option[] => [...command.options, ...COMMON_OPTIONS]

function unknownOption(command: Command, word: string, name: string): string {
  const near = nearest(
    name,
    optionsOf(command).map((option) => option.name),
  )
  return `there is no option ${word}${near === undefined ? '' : `; did you mean --${near}?`}`
}

function checkOperand({ operand }: Command, words: readonly string[]): Result<string | undefined, UsageProblem> {
  const [word, surplus] = words
  if (operand === undefined)
    return word === undefined ? ok(undefined) : fail({ message: `"${word}" is one word too many` })
  if (word === undefined)
    return fail({ message: `${operand.name} is missing: ${operand.choices?.join(' or ') ?? operand.summary}` })
  if (surplus !== undefined) return fail({ message: `"${surplus}" is one word too many` })
  if (operand.choices === undefined || operand.choices.includes(word)) return ok(word)
  const near = nearest(word, operand.choices)
  const hint = near === undefined ? `; there are ${operand.choices.join(' and ')}` : `; did you mean ${near}?`
  return fail({ message: `there is no ${operand.name} "${word}"${hint}` })
}

function completeValues(command: Command, given: ReadonlyMap<string, OptionValue>, environment: Environment) {
  const values = new Map(given)
  for (const option of command.options) {
    if (values.has(option.name)) continue
    const raw = option.environment === undefined ? undefined : environment[option.environment]
    if (raw !== undefined && raw !== '') {
      const value = readValue(option, raw)
      if (!value.ok) return fail({ message: `${option.environment}: ${value.error.message}` })
      values.set(option.name, value.value)
    } else if ('default' in option && option.default !== undefined) values.set(option.name, option.default)
    else if (option.required === true) return fail({ message: `--${option.name} is missing: ${option.summary}` })
  }
  return ok(values)
}
