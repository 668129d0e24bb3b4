import { fail, ok, type Result } from '../shared/result.ts'
import { type Args, type Command, COMMON_OPTIONS, type Io, type Option, type OptionValue } from './command.ts'
import { nearest } from './nearest.ts'

/** What is wrong with a command line, in a sentence that names the word and what would be right. */
export type UsageProblem = { readonly message: string }

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
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? ''
    if (word === '--') return ok({ operands: [...operands, ...words.slice(i + 1)], given })
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    const [name = '', inline] = word === '-h' ? ['help'] : splitAtEquals(word)
    const option = optionsOf(command).find((each) => each.name === name)
    if (option === undefined) return fail({ message: unknownOption(command, word, name) })
    if (option.kind === 'flag' && inline === undefined) {
      given.set(name, true)
      continue
    }
    if (option.kind === 'flag') return fail({ message: `--${name} takes no value` })
    if (inline === undefined) i += 1
    const raw = inline ?? words[i]
    if (raw === undefined) return fail({ message: `--${name} needs a value: ${describeValue(option)}` })
    const value = readValue(option, raw)
    if (!value.ok) return value
    given.set(name, value.value)
  }
  return ok({ operands, given })
}

function splitAtEquals(word: string): [string, string?] {
  const at = word.indexOf('=')
  const name = (at < 0 ? word : word.slice(0, at)).replace(/^--?/, '')
  return at < 0 ? [name] : [name, word.slice(at + 1)]
}

export const optionsOf = (command: Command): readonly Option[] => [...command.options, ...COMMON_OPTIONS]

function unknownOption(command: Command, word: string, name: string): string {
  const near = nearest(name, optionsOf(command).map((option) => option.name))
  return `there is no option ${word}${near === undefined ? '' : `; did you mean --${near}?`}`
}

function checkOperand({ operand }: Command, words: readonly string[]): Result<string | undefined, UsageProblem> {
  const [word, surplus] = words
  if (operand === undefined) return word === undefined ? ok(undefined) : fail({ message: `"${word}" is one word too many` })
  if (word === undefined) return fail({ message: `${operand.name} is missing: ${operand.choices?.join(' or ') ?? operand.summary}` })
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

function readValue(option: Option, raw: string): Result<OptionValue, UsageProblem> {
  const wrong = fail({ message: `--${option.name} got "${raw}" and wants ${describeValue(option)}` })
  switch (option.kind) {
    case 'flag':
      return raw === 'true' || raw === '1' ? ok(true) : wrong
    case 'text':
      return raw === '' ? wrong : ok(raw)
    case 'choice':
      return option.choices.includes(raw) ? ok(raw) : wrong
    case 'count': {
      const value = Number(raw)
      const { least = 0, most = Number.MAX_SAFE_INTEGER } = option
      return /^\d+$/.test(raw) && value >= least && value <= most ? ok(value) : wrong
    }
    case 'url':
      return readUrl(raw) ?? wrong
  }
}

function readUrl(raw: string): Result<URL, UsageProblem> | undefined {
  const parsed = URL.parse(raw)
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? ok(parsed) : undefined
}

export function describeValue(option: Option): string {
  switch (option.kind) {
    case 'flag':
      return 'no value'
    case 'text':
      return `a ${option.placeholder}`
    case 'choice':
      return option.choices.join(' or ')
    case 'url':
      return 'an http or https URL'
    case 'count': {
      const { least = 0, most } = option
      return most === undefined ? `a whole number from ${least}` : `a whole number from ${least} to ${most}`
    }
  }
}
