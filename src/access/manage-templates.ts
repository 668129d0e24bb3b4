import type { Clock } from '../shared/clock.ts'
import { auditEntry } from '../shared/audit-entry.ts'
import type { NewId } from '../shared/ids.ts'
import type { Json } from '../shared/json.ts'
import { fail, ok, type Result } from '../shared/result.ts'
import { canonicalKey } from '../shared/text.ts'
import type { Caller } from './caller.ts'
import type { ClientTemplate, TemplateStore } from './ports/clients.ts'

export type TemplateDeps = { readonly templates: TemplateStore; readonly clock: Clock; readonly newId: NewId }

export type TemplateError = {
  readonly kind: 'templateNameInvalid' | 'templateNameTaken' | 'templateNotFound'
  readonly field?: string
  readonly detail: string
}

/** Settings kept under a name of 1 to 128 characters, unique in the tenant ignoring case. */
export async function createTemplate(
  deps: TemplateDeps,
  caller: Caller,
  name: string,
  settings: Readonly<Record<string, Json>>,
): Promise<Result<ClientTemplate, TemplateError>> {
  if (name.trim() !== name || name === '' || name.length > 128 || /\p{Cc}/u.test(name)) {
    const detail = 'The name of a template has 1 to 128 characters, no control characters, and no space at its ends.'
    return fail({ kind: 'templateNameInvalid', field: 'name', detail })
  }
  const template = { templateId: deps.newId(), name, settings, createdAt: deps.clock() }
  const target = { kind: 'template', id: template.templateId, name }
  const audit = auditEntry(caller, template.createdAt, 'template.create', target)
  const created = await deps.templates.create(caller.tenantId, template, canonicalKey(name), audit)
  if (created.ok) return ok(template)
  return fail({
    kind: 'templateNameTaken',
    field: 'name',
    detail: `There already is a template named ${JSON.stringify(name)}.`,
  })
}

export async function deleteTemplate(
  deps: Pick<TemplateDeps, 'templates' | 'clock'>,
  caller: Caller,
  templateId: string,
): Promise<Result<void, TemplateError>> {
  const at = deps.clock()
  const removed = await deps.templates.remove(caller.tenantId, templateId, ({ name }) =>
    auditEntry(caller, at, 'template.remove', { kind: 'template', id: templateId, name }),
  )
  if (removed) return ok(undefined)
  return fail({ kind: 'templateNotFound', detail: 'There is no such template. It may have been deleted.' })
}
