'use server'

import { refresh } from 'next/cache'
import { accountAction, text, texts } from '#app/_web/action.ts'
import { acceptQuote } from '#domain/rates/accept-quote.ts'
import { askQuote } from '#domain/rates/ask-quote.ts'
import { declineQuote, withdrawQuote } from '#domain/rates/end-quote.ts'
import { isKind } from './is-kind.ts'

export const ask = accountAction('ask for a quote', 'billing.manage', async ({ scope }, form) => {
  const numberKinds = texts(form, 'numberKinds').filter(isKind)
  await askQuote(scope, { monthlyParts: text(form, 'monthlyParts'), numberKinds, note: text(form, 'note') })
  refresh()
  return { message: 'Asked. The answer comes by mail to those who may accept it, and stands here.' }
})

export const accept = accountAction(
  'accept quote',
  'billing.manage',
  async ({ scope }, form) => {
    await acceptQuote(scope, text(form, 'quote'))
    refresh()
    return { message: 'Accepted. These are your rates.' }
  },
  { sudo: true },
)

export const decline = accountAction('decline quote', 'billing.manage', async ({ scope }, form) => {
  await declineQuote(scope, text(form, 'quote'))
  refresh()
  return { message: 'Declined. Your rates stay as they are.' }
})

export const withdraw = accountAction('withdraw quote', 'billing.manage', async ({ scope }, form) => {
  await withdrawQuote(scope, text(form, 'quote'))
  refresh()
  return { message: 'Taken back.' }
})
