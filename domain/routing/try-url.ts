import { mayGoOn } from '#domain/access/limits.ts'
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { EventKind } from '#domain/webhooks/delivery.ts'
import { endpointOf } from '#domain/webhooks/endpoint-of.ts'
import { exampleEvent, MARK_HEADER } from '#domain/webhooks/example-event.ts'
import type { WebhookForm } from '#domain/webhooks/payload.ts'
import { DELIVERY_TIMEOUT_MS } from '#domain/webhooks/record-attempts.ts'
import type { Schedule } from '#domain/webhooks/schedule.ts'
import { webhookHeaders } from '#domain/webhooks/sign.ts'
import { secretsFor } from '#domain/webhooks/signing-secret.ts'
import { tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { type Answer, guardedPost } from '#lib/guarded-fetch.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { parseCallbackUrl } from './callback-url.ts'
import { demandPlace } from './demand-place.ts'
import type { UrlKind } from './effective-url.ts'
import { judgeTrial } from './judge-trial.ts'
import type { UrlPlace } from './write-request-url.ts'

/** Of this process, whosever they are: the portal has pages to show. */
const AT_ONCE = 8
let underWay = 0

/** `event`: which of those that go to such a URL; the usual one when nobody says. */
type Try = UrlPlace & { url: string; event?: EventKind }

/** What a test delivery found. `ok`: a real one would count as delivered. */
export type Trial = { url: string; ok: boolean; verdict: string; measured: Answer; request: TrialRequest }
/** What was sent, byte for byte. */
export type TrialRequest = { headers: Record<string, string>; body: string }

/**
 * Posts an example event to an address, signed as real ones are, before anybody depends on it. Nothing is stored, nothing is charged;
 * no transaction is open meanwhile. Throws `invalid`, `too_many_trials`.
 */
export async function tryUrl(scope: Scope, { e164, kind, url: written, event }: Try): Promise<Trial> {
  demand(scope, 'routing.manage')
  demandPlace(scope, e164)
  const parsed = parseCallbackUrl(written.trim())
  if (!parsed.ok) throw new Refusal('invalid', { fields: { callback_url: [parsed.problem] } })
  if (!(await mayGoOn('test delivery account', scope.accountId))) throw new Refusal('too_many_trials')
  if (underWay >= AT_ONCE) throw new Refusal('too_many_trials')
  const { url } = parsed
  const { form, schedule, secrets } = await tenantTransaction(scope.accountId, async (tx) => {
    const [account] = await tx.query<{ form: WebhookForm; schedule: Schedule }>(
      'select webhook_form as form, webhook_schedule as schedule from accounts where id = $1',
      [scope.accountId],
    )
    if (!account) throw new Refusal('not_found')
    const { id } = endpointOf({ url, from: 'account' })
    return { ...account, secrets: (await secretsFor(tx, scope.accountId, [id])).of(id) }
  })
  const body = exampleEvent(event ?? usualEvent(kind), form, url, env.api.url)
  const headers = { ...webhookHeaders(secrets, { id: `test-${newId()}`, body }), [MARK_HEADER]: 'test' }
  underWay += 1
  const measured = await guardedPost(url, { headers, body, timeoutMs: DELIVERY_TIMEOUT_MS, lane: 'fresh' }).finally(
    () => {
      underWay -= 1
    },
  )
  return { url, ...judgeTrial(measured, schedule), measured, request: { headers, body } }
}

function usualEvent(kind: UrlKind): EventKind {
  if (kind === 'optout_callback') return 'optout.created'
  return kind === 'sms_callback' || kind === 'mms_callback' ? 'inbound' : 'receipt'
}
