import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { readSpendLine, SPEND_CATEGORIES } from '#domain/ledger/spend-line.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import type { Bill, BillEntry, BillLine } from './bill.ts'
import { type BillMonth, findBillMonth, statementNumber } from './bill-month.ts'

/** Of money in and out. */
const MOST_ENTRIES = 1_000

/** The statement of a month, from totals alone: they are written with the postings. Throws what `findBillMonth` throws. */
export async function readBill(scope: Scope, text: string): Promise<Bill> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    // Balance, totals and entries of one moment.
    await tx.query('set transaction isolation level repeatable read, read only')
    const month = await findBillMonth(tx, scope.accountId, text)
    return billOf(tx, month)
  })
}

/** A step, of one moment: the transaction is a snapshot. */
export async function billOf(tx: Tx, month: BillMonth): Promise<Bill> {
  const { account, from, until } = month
  const lines = await tx.query<Total>(LINES, [account.id, from, until])
  const [moved] = await tx.query<{ posted: bigint; since: bigint }>(MOVED_SINCE, [account.id, until])
  const entries = await tx.query<BillEntry>(ENTRIES, [account.id, from, until, MOST_ENTRIES + 1])
  const read = lines.map(readLine).sort(inOrder)
  const sum = (of: readonly BillLine[]) => of.reduce((total, { nanos }) => total + nanos, 0n)
  const ofKind = (kind: BillLine['kind']) => sum(read.filter((line) => line.kind === kind))
  const closingNanos = (moved?.posted ?? 0n) + (moved?.since ?? 0n)
  return {
    ...month,
    number: statementNumber(account.id, month.month),
    openingNanos: closingNanos + sum(read),
    closingNanos,
    lines: read,
    spentNanos: sum(read.filter(({ category }) => category !== 'funding' && category !== 'refunds')),
    refundedNanos: -ofKind('refund'),
    creditedNanos: -ofKind('credit'),
    debitedNanos: ofKind('debit'),
    entries: entries.slice(0, MOST_ENTRIES),
    hasMoreEntries: entries.length > MOST_ENTRIES,
  }
}

type Total = { value: string; messages: bigint; parts: bigint; nanos: bigint }

const LINES = `
  select value, sum(messages)::bigint as messages, sum(parts)::bigint as parts, sum(nanos)::bigint as nanos from spend_totals
  where account_id = $1 and dimension = 'line' and level = 'day' and at >= $2 and at < $3 group by value`

const MOVED_SINCE = `
  select b.available_nanos + b.held_nanos as posted, coalesce((
    select sum(t.nanos) from spend_totals t
    where t.account_id = $1 and t.dimension = 'line' and t.level = 'day' and t.at >= $2), 0)::bigint as since
  from balances b where b.account_id = $1`

const ENTRIES = `
  select id, kind, at, case when kind = 'debit' then -amount_nanos else amount_nanos end as nanos, reason, message_id as "messageId"
  from ledger_postings
  where account_id = $1 and at >= $2 and at < $3 and kind in ('credit', 'debit', 'refund') and not is_test
  order by at, id limit $4`

function readLine({ value, messages, parts, nanos }: Total): BillLine {
  const line = readSpendLine(value)
  const category = SPEND_CATEGORIES[line.kind]
  // A charge of a number is no message: how many there were follows from what one costs.
  const isNumbers = category === 'numbers' && line.partNanos > 0n
  return { ...line, value, category, count: isNumbers ? nanos / line.partNanos : messages, parts, nanos }
}

/** By what it is, then where it went, the dearest rate first. */
function inOrder(one: BillLine, other: BillLine): number {
  const kinds = Object.keys(SPEND_CATEGORIES)
  const rank = (line: BillLine) => `${kinds.indexOf(line.kind)}|${line.numberKind}|${line.destination}`
  const [first, second] = [rank(one), rank(other)]
  if (first !== second) return first < second ? -1 : 1
  return Number(other.partNanos + other.surchargeNanos - one.partNanos - one.surchargeNanos)
}
