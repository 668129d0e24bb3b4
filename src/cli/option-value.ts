import { fail, ok, type Result } from '../shared/result.ts'
import type { Option, OptionValue } from './command.ts'

/** What is wrong with a command line, in a sentence that names the word and what would be right. */
export type UsageProblem = { readonly message: string }

/** The text after an option as a value of its kind, or a sentence on what it should have been. */
export function readValue(option: Option, raw: string): Result<OptionValue, UsageProblem> {
  const value = convert(option, raw)
  if (value !== undefined) return ok(value)
  return fail({ message: `--${option.name} got "${raw}" and wants ${describeValue(option)}` })
}

function convert(option: Option, raw: string): OptionValue | undefined {
  switch (option.kind) {
    case 'flag':
      return raw === 'true' || raw === '1' ? true : undefined
    case 'text':
      return raw === '' ? undefined : raw
    case 'choice':
      return option.choices.includes(raw) ? raw : undefined
    case 'count':
      return readCount(raw, option.least, option.most)
    case 'url':
      return readUrl(raw)
  }
}

function readCount(raw: string, least = 0, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const value = Number(raw)
  return /^\d+$/.test(raw) && value >= least && value <= most ? value : undefined
}

function readUrl(raw: string): URL | undefined {
  const parsed = URL.parse(raw)
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed : undefined
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
