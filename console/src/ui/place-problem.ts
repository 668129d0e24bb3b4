import { problemOf } from '../api/problem.ts'

type Form = { readonly setFieldError: (field: string, message: string) => void }

/**
 * Puts a refusal beside the input that caused it: `fields` maps the names of the API to those of the form. False when no
 * input of the form is to blame, so that the form says it as a whole.
 */
export function placeProblem(form: Form, error: unknown, fields: Readonly<Record<string, string>>): boolean {
  const problem = problemOf(error)
  if (problem?.kind !== 'refused') return false
  const field = fields[problem.field ?? problem.code] ?? fields[problem.code]
  if (field === undefined) return false
  form.setFieldError(field, problem.detail)
  return true
}
