import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { effectiveUrl } from '#domain/routing/effective-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { NO_ID, newId } from '#lib/ids.ts'
import type { EventKind } from './delivery.ts'
import { endpointOf } from './endpoint-of.ts'
import { exampleEvent, URL_KIND_OF } from './example-event.ts'
import type { WebhookForm } from './payload.ts'
import { readForm } from './queue-deliveries.ts'
import { webhookHeaders } from './sign.ts'
import { secretsFor } from './signing-secret.ts'

/** `form`: the one shown; `inForce`: the account's. `url`: where real ones go; null: nowhere. */
export type Example = {
  form: WebhookForm
  inForce: WebhookForm
  url: string | null
  headers: Record<string, string>
  body: string
}

/** An event as it would arrive, in the account's form or in the one that is asked for. Signed for those who may send test deliveries. */
export async function readExample(
  scope: Scope,
  input: { event: EventKind; form: WebhookForm | null },
): Promise<Example> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const inForce = await readForm(tx, scope.accountId)
    const form = input.form ?? inForce
    const found = await effectiveUrl(tx, scope.accountId, '', URL_KIND_OF[input.event])
    const body = exampleEvent(input.event, form, found?.url ?? 'https://hooks.example.com/sms', env.api.url)
    const id = found ? endpointOf(found).id : NO_ID
    const secrets = may(scope, 'routing.manage') ? (await secretsFor(tx, scope.accountId, [id])).of(id) : []
    return { form, inForce, url: found?.url ?? null, headers: webhookHeaders(secrets, { id: newId(), body }), body }
  })
}
