import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { readWrittenMoment } from '#lib/written-moment.ts'
import { type Reversal, type Reversed, reverse } from './reverse-posting.ts'

/** A message; or a number's month by the day on which it began, the last one that was paid if none is named. */
export type Charged = { messageId: string } | { number: string; month: string | null }

type Row = { id: string }

const OF_MESSAGE = `
  select p.id from ledger_postings p
  where p.account_id = $1 and p.message_id = $2 and p.kind in ('settle', 'charge')`

const OF_NUMBER = `
  select p.id from ledger_postings p
  where p.account_id = $1 and p.number = $2 and p.kind = 'monthly' and ($3::text is null or p.period_from = $3::text::date)
  order by p.period_from desc limit 1`

/** An operator gives back what a message or a month of a number cost, whole or in part; never more than it cost. */
export async function refundCharge(scope: Scope, charged: Charged, reversal: Reversal): Promise<Reversed> {
  return tenantTransaction(scope.accountId, async (tx) => reverse(tx, scope, await find(tx, scope, charged), reversal))
}

async function find(tx: Tx, { accountId }: Scope, charged: Charged): Promise<string> {
  if ('messageId' in charged) {
    const [row] = await tx.query<Row>(OF_MESSAGE, [accountId, charged.messageId])
    if (!row) throw new RangeError('This message of the account was not charged: nothing was moved.')
    return row.id
  }
  const { number, month } = charged
  if (month !== null && (month.includes('T') || readWrittenMoment(month) === ''))
    throw new RangeError(`${month} is no day, such as 2026-11-03.`)
  const [row] = await tx.query<Row>(OF_NUMBER, [accountId, number, month])
  if (!row)
    throw new RangeError(`The account paid no month of ${number}${month ? ` from ${month}` : ''}: nothing was moved.`)
  return row.id
}
