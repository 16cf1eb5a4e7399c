import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { tenantTransaction } from '#lib/db.ts'
import { HOUR_MS, now } from '#lib/time.ts'
import { delaySignal, endSignal } from './finish-recharge.ts'
import { declinedLetter } from './money-letters.ts'
import { cardName, lockPayment } from './payment.ts'
import { stopRecharge } from './stop-recharge.ts'
import { tellMoney } from './tell-money.ts'

/** After the first it waits this long, after the second that long; the third in a row turns it off. */
export const TRIES_AGAIN_MS = [HOUR_MS, 6 * HOUR_MS]

type Declined = { signalId: string; paymentId: string; why: string }

/** The bank said no: told each time, and after three in a row nobody's card is tried any more. */
export async function recordDeclined(accountId: string, { signalId, paymentId, why }: Declined): Promise<void> {
  await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const payment = await lockPayment(tx, accountId, paymentId)
    if (!payment || payment.creditedAt) return
    await tx.query(
      `update payments set state = 'failed', failure = $3, ended_at = coalesce(ended_at, $4) where account_id = $1 and id = $2`,
      [accountId, paymentId, why, now()],
    )
    const [row] = await tx.query<{ failures: number }>(
      `update money_settings set recharge_failures = recharge_failures + 1 where account_id = $1
       returning recharge_failures as failures`,
      [accountId],
    )
    const waitMs = TRIES_AGAIN_MS[(row?.failures ?? 1) - 1]
    if (waitMs === undefined) {
      await stopRecharge(tx, accountId, `The card was declined three times in a row: ${why}`)
      await endSignal(tx, accountId, signalId, 'declined')
    } else await delaySignal(tx, accountId, signalId, new Date(now().getTime() + waitMs), 'declined')
    const hours = Math.round((waitMs ?? 0) / HOUR_MS)
    const next = waitMs
      ? `If the balance is still low, it is tried again in ${hours} ${hours === 1 ? 'hour' : 'hours'}; nothing was charged.`
      : 'That was the third time in a row, so auto-recharge is turned off. Nothing was charged. Choose another card, then turn it on again.'
    const { amountNanos } = payment
    await tellMoney(tx, accountId, (accountName) =>
      declinedLetter({ amountNanos, card: cardName(payment), why, next, accountName }),
    )
  })
}
