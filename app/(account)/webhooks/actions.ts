'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { resendDelivery } from '#domain/webhooks/resend-delivery.ts'

export const resend = accountAction('resend event', 'routing.manage', async ({ scope }, form) => {
  refresh()
  await resendDelivery(scope, { id: text(form, 'event') })
  return { message: 'It is due now, under its old webhook-id.' }
})
