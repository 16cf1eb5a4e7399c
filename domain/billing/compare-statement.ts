import { SPEND_CATEGORIES } from '#domain/ledger/spend-line.ts'
import type { Bill, BillLine } from './bill.ts'
import type { CheckContext } from './check-charges.ts'

/** Money in and out, and what was given back: no message says what it should be, but the statement must say what was posted. */
const BESIDE = `
  select s.value, sum(s.nanos)::bigint as nanos
  from spend_of($1, 'UTC', (
    select array_agg(p.id) from ledger_postings p
    where p.account_id = $1 and p.at >= $2 and p.at < $3 and p.kind in ('credit', 'debit', 'refund') and not p.is_test)) s
  where s.dimension = 'line' and s.level = 'quarter' group by s.value`

/** The statement is read from totals: each line of it must be its postings. The last step, when every day was looked at. */
export async function compareStatement(context: CheckContext, bill: Bill): Promise<void> {
  const { tx, accountId, span, lines, faults } = context
  const rows = await tx.query<{ value: string; nanos: bigint }>(BESIDE, [accountId, span.from, span.until])
  const beside = new Map(rows.map(({ value, nanos }) => [value, nanos]))
  const billed = new Map(bill.lines.map((line) => [line.value, line]))
  const nothing = { messageId: null, postingId: null, number: null }
  for (const value of new Set([...billed.keys(), ...beside.keys(), ...lines.all().map((line) => line.value)])) {
    const line = billed.get(value)
    const said = line?.nanos ?? 0n
    const isBeside = beside.has(value) || (line !== undefined && isOfNoMessage(line))
    const posted = isBeside ? (beside.get(value) ?? 0n) : lines.chargedOf(value)
    if (said !== posted) {
      if (!isBeside) lines.add(value, { messages: 0n, parts: 0n, expectedNanos: 0n, chargedNanos: 0n })
      faults.add({ kind: 'totals', line: value, ...nothing, rightNanos: String(posted), foundNanos: String(said) })
    } else if (line && isOfMessages(line) && !lines.counts(value, { messages: line.count, parts: line.parts }))
      faults.add({ kind: 'counts', line: value, ...nothing, rightNanos: String(posted), foundNanos: String(said) })
  }
}

function isOfNoMessage({ category }: BillLine): boolean {
  return category === SPEND_CATEGORIES.credit || category === SPEND_CATEGORIES.refund
}

function isOfMessages({ category }: BillLine): boolean {
  return category === SPEND_CATEGORIES.settle || category === SPEND_CATEGORIES.charge
}
