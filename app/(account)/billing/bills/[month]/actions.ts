'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'

export const startCheck = accountAction('check bill', 'billing.read', async ({ scope }, form) => {
  await askBillCheck(scope, text(form, 'month'))
  refresh()
  return {}
})
