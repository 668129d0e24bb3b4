import { checkTemplateSettings } from '../../access/client-settings.ts'
import { createTemplate, deleteTemplate, type TemplateDeps } from '../../access/manage-templates.ts'
import type { ClientTemplate } from '../../access/ports/clients.ts'
import type { JsonObject } from '../../shared/json.ts'
import { fail, ok } from '../../shared/result.ts'
import { inOurWords, settingsOf } from './client-words.ts'
import * as contract from './contract.ts'
import { operation, type Operation } from './operation.ts'

const PATH = '/api/v1/templates'

/** Settings kept under a name, for clients to begin with. */
export const templateOperations = (deps: TemplateDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: PATH,
    summary: 'Every template',
    access: 'admin:read',
    answer: contract.Templates,
    handle: async ({ caller }) =>
      ok({ body: { templates: (await deps.templates.list(caller.tenantId)).map(describe) } }),
  }),
  operation({
    method: 'POST',
    path: PATH,
    summary: 'Keep settings for clients under a name',
    access: 'admin',
    request: contract.NewTemplate,
    status: 201,
    answer: contract.Template,
    handle: async ({ caller }, { name, ...settings }) => {
      const words = settingsOf(settings, undefined)
      if (!words.ok) return words
      const valid = checkTemplateSettings(words.value)
      if (!valid.ok) return fail(inOurWords(valid.error))
      const created = await createTemplate(deps, caller, name, settings)
      return created.ok ? ok({ body: describe(created.value) }) : created
    },
  }),
  operation({
    method: 'DELETE',
    path: `${PATH}/:id`,
    summary: 'Delete a template; clients made of it stay',
    access: 'admin',
    handle: async ({ caller, params }) => {
      const deleted = await deleteTemplate(deps, caller, params['id'] ?? '')
      return deleted.ok ? ok({}) : deleted
    },
  }),
]

const describe = ({ templateId, name, settings }: ClientTemplate): JsonObject => ({ id: templateId, name, ...settings })
