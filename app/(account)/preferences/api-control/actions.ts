'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { Refusal } from '#lib/refusals.ts'

/** The account's own URLs; those of single numbers have their own place. */
const KINDS = ['sms_callback', 'sms_dlr_callback'] as const

export const saveRequestUrl = accountAction('set request url', 'routing.manage', async ({ scope }, form) => {
  const kind = KINDS.find((known) => known === text(form, 'kind'))
  if (!kind) throw new Refusal('not_found')
  const url = text(form, 'remove') ? null : text(form, 'callback_url').trim() || null
  await setRequestUrl(scope, { e164: '', kind, url })
  refresh()
  return {
    message: url ? 'Saved. It holds from the next message on.' : 'Removed.',
    values: { callback_url: url ?? '' },
  }
})
