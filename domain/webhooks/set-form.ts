import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { demandPlace } from '#domain/routing/demand-place.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { WEBHOOK_FORMS, type WebhookForm } from './payload.ts'

/** Of events from now on; what is queued keeps its bytes. Throws `invalid`. */
export async function setForm(scope: Scope, { form }: { form: WebhookForm }): Promise<void> {
  demand(scope, 'routing.manage')
  demandPlace(scope, '')
  if (!WEBHOOK_FORMS.includes(form))
    throw new Refusal('invalid', { fields: { form: [`One of: ${WEBHOOK_FORMS.join(', ')}.`] } })
  await tenantTransaction(scope.accountId, async (tx) => {
    const [known] = await tx.query<{ form: WebhookForm }>(
      'select webhook_form as form from accounts where id = $1 for no key update',
      [scope.accountId],
    )
    if (!known) throw new Refusal('not_found')
    if (known.form === form) return
    await tx.query('update accounts set webhook_form = $2 where id = $1', [scope.accountId, form])
    const [before, after] = [{ form: known.form }, { form }]
    await appendAudit(tx, scope, { action: 'webhook_form.set', object: 'account', before, after })
  })
}
