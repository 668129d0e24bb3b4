import { fail, ok, type Result } from '../../shared/result.ts'

export type ParameterInvalid = { readonly kind: 'parameterInvalid'; readonly field: string; readonly detail: string }

/** What an operation reads from its query: names, and what each has to be. */
export type KnownParameters = Readonly<Record<string, string>>

/** The query, if it holds nothing but what the operation reads, and nothing twice: which one of two should count? */
export function readParameters(query: string, known: KnownParameters): Result<URLSearchParams, ParameterInvalid> {
  const parameters = new URLSearchParams(query)
  for (const name of parameters.keys()) {
    if (!Object.hasOwn(known, name))
      return invalid(name, `${quote(name)} is no parameter of this address; ${say(known)}.`)
    if (parameters.getAll(name).length > 1) return invalid(name, `${name} is given more than once. Give it once.`)
  }
  return ok(parameters)
}

/** A whole number from 1 to `most`; undefined when the parameter is not given. */
export function wholeNumber(
  parameters: URLSearchParams,
  name: string,
  most: number,
): Result<number | undefined, ParameterInvalid> {
  const given = parameters.get(name)
  if (given === null) return ok(undefined)
  if (/^[1-9]\d{0,15}$/.test(given) && Number(given) <= most) return ok(Number(given))
  return parameterInvalid(name, given, `a whole number from 1 to ${most}`)
}

export const parameterInvalid = (name: string, given: string, wanted: string): Result<never, ParameterInvalid> =>
  invalid(name, `${name} is ${quote(given)}; it must be ${wanted}.`)

const say = (known: KnownParameters): string => {
  const names = Object.keys(known)
  return names.length === 0 ? 'it reads none' : `it reads ${names.join(', ')}`
}

const invalid = (field: string, detail: string): Result<never, ParameterInvalid> =>
  fail({ kind: 'parameterInvalid', field: field.slice(0, 60), detail })

const quote = (text: string): string => JSON.stringify(text.slice(0, 60))
