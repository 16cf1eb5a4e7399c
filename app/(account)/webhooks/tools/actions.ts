'use server'

import { accountAction, text } from '#app/_web/action.ts'
import { tryUrl } from '#domain/routing/try-url.ts'
import { EVENT_KINDS } from '#domain/webhooks/delivery.ts'
import { URL_KIND_OF } from '#domain/webhooks/example-event.ts'
import { verifySignature } from '#domain/webhooks/verify-signature.ts'
import { Refusal } from '#lib/refusals.ts'

export const sendTestEvent = accountAction('send test event', 'routing.manage', async ({ scope }, form) => {
  const event = EVENT_KINDS.find((kind) => kind === text(form, 'event'))
  if (!event) throw new Refusal('not_found')
  const url = text(form, 'callback_url').trim() || text(form, 'target')
  const trial = await tryUrl(scope, { e164: '', kind: URL_KIND_OF[event], url, event })
  return { ok: trial.ok, trial }
})

export const checkSignature = accountAction('verify signature', 'keys.manage', async ({ scope }, form) => {
  const signature = await verifySignature(scope, {
    id: text(form, 'webhook_id'),
    timestamp: text(form, 'webhook_timestamp'),
    signature: text(form, 'webhook_signature'),
    body: text(form, 'webhook_body'),
  })
  return { ok: signature.secret !== null, signature }
})
