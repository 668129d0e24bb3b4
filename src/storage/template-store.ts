import type { TemplateStore } from '../access/ports/clients.ts'
import type { JsonObject } from '../shared/json.ts'
import { fail, ok } from '../shared/result.ts'
import { appendAudit } from './audit-append.ts'
import type { Database } from './database.ts'
import { integer, text } from './row.ts'
import { sql } from './sql.ts'

export function templateStore(database: Database): TemplateStore {
  return {
    async list(tenantId) {
      const found = await database.reader.all(sql`
        SELECT template_id, name, settings, created_at FROM client_template WHERE tenant_id = ${tenantId} ORDER BY name_key`)
      return found.map((row) => ({
        templateId: text(row[0]),
        name: text(row[1]),
        settings: JSON.parse(text(row[2])) as JsonObject,
        createdAt: integer(row[3]),
      }))
    },
    create: (tenantId, { templateId, name, settings, createdAt }, nameKey, audit) =>
      database.write(async (transaction) => {
        const inserted = await transaction.run(sql`
          INSERT INTO client_template (tenant_id, template_id, name, name_key, settings, created_at)
          VALUES (${tenantId}, ${templateId}, ${name}, ${nameKey}, ${JSON.stringify(settings)}, ${createdAt})
          ON CONFLICT (tenant_id, name_key) DO NOTHING`)
        if (inserted === 0) return fail({ kind: 'templateNameTaken' })
        await appendAudit(transaction, tenantId, audit)
        return ok(undefined)
      }),
    async remove(tenantId, templateId, audited) {
      const removed = await database.write(async (transaction) => {
        const own = sql`client_template WHERE tenant_id = ${tenantId} AND template_id = ${templateId}`
        const before = await transaction.get(sql`SELECT name FROM ${own}`)
        if (before === undefined || (await transaction.run(sql`DELETE FROM ${own}`)) === 0) return fail(undefined)
        await appendAudit(transaction, tenantId, audited?.({ name: text(before[0]) }))
        return ok(undefined)
      })
      return removed.ok
    },
  }
}
