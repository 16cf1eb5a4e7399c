'use server'

import { refresh } from 'next/cache'
import { accountAction } from '#app/_web/action.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { refillTestMoney } from '#domain/ledger/refill-test-money.ts'

/** No proof of who is there: what it gives buys nothing. */
export const refillTest = accountAction('refill test money', 'keys.manage', async ({ scope }) => {
  const nanos = await refillTestMoney(scope)
  refresh()
  return { message: nanos === 0n ? 'It was full already.' : `Refilled by ${formatNanos(nanos, 2)}.` }
})
