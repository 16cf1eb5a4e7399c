import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { WebhookForm } from './payload.ts'
import type { Schedule } from './schedule.ts'

export async function readWebhookSettings(scope: Scope): Promise<{ form: WebhookForm; schedule: Schedule }> {
  demand(scope, 'messages.read')
  const [settings] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ form: WebhookForm; schedule: Schedule }>(
      'select webhook_form as form, webhook_schedule as schedule from accounts where id = $1',
      [scope.accountId],
    ),
  )
  if (!settings) throw new Error('the account is not there')
  return settings
}
