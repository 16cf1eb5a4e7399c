'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { tryUrl } from '#domain/routing/try-url.ts'
import { EVENT_KINDS } from '#domain/webhooks/delivery.ts'
import { URL_KIND_OF } from '#domain/webhooks/example-event.ts'
import { WEBHOOK_FORMS } from '#domain/webhooks/payload.ts'
import { SCHEDULES } from '#domain/webhooks/schedule.ts'
import { setForm } from '#domain/webhooks/set-form.ts'
import { setSchedule } from '#domain/webhooks/set-schedule.ts'
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

export const chooseForm = accountAction('set webhook form', 'routing.manage', async ({ scope }, form) => {
  const chosen = WEBHOOK_FORMS.find((one) => one === text(form, 'form'))
  if (!chosen) throw new Refusal('not_found')
  await setForm(scope, { form: chosen })
  refresh()
  return {}
})

export const chooseSchedule = accountAction('set webhook schedule', 'routing.manage', async ({ scope }, form) => {
  const chosen = SCHEDULES.find((one) => one === text(form, 'schedule'))
  if (!chosen) throw new Refusal('not_found')
  await setSchedule(scope, { schedule: chosen })
  refresh()
  return {}
})
