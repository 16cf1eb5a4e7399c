/** What numbers cost in a month, against what was agreed when they were bought: the audit log remembers it, also of those that left. */
import { monthsDue } from '#domain/numbers/charge-days.ts'
import type { CheckContext } from './check-charges.ts'

type Charged = {
  id: string
  kind: 'setup' | 'monthly'
  number: string
  numberKind: string
  nanos: bigint
  right: bigint | null
  earlier: bigint
}

/** A purchase is posted a moment before it is noted in the log; the number itself may have left since. */
const KIND_OF = `case when substr(p.number, 3, 3) in ('800', '833', '844', '855', '866', '877', '888') then 'toll_free' else 'longcode' end`

/** Of one purchase: months that share a day, under whatever first days they were charged, and setup fees at all. */
const OVERLAPS = `(p.kind = 'setup' or q.period_from < p.period_from + interval '1 month' and p.period_from < q.period_from + interval '1 month')`
/** A number that was given up and bought again begins a month of its own. */
const BOUGHT_AGAIN = `exists (select from audit_log b where b.account_id = $1 and b.action = 'number.bought' and b.object = p.number
        and b.at > q.at + interval '1 minute' and b.at <= p.at + interval '1 minute')`

const CHARGED = `
  select p.id, p.kind, p.number, ${KIND_OF} as "numberKind", p.amount_nanos as nanos,
    coalesce(
      (select (a.after ->> (p.kind || '_nanos'))::bigint from audit_log a
       where a.account_id = $1 and a.action = 'number.bought' and a.object = p.number and a.at <= p.at + interval '1 minute'
       order by a.seq desc limit 1),
      (select case p.kind when 'setup' then n.setup_nanos else n.monthly_nanos end from numbers n
       where n.account_id = $1 and n.e164 = p.number)) as right,
    (select count(*) from ledger_postings q where q.account_id = $1 and q.number = p.number and q.kind = p.kind
       and (q.at, q.id) < (p.at, p.id) and (q.period_from = p.period_from or ${OVERLAPS} and not ${BOUGHT_AGAIN})) as earlier
  from ledger_postings p
  where p.account_id = $1 and p.at >= $2 and p.at < $3 and p.kind in ('setup', 'monthly') and not p.is_test
  order by p.at, p.id`

export async function checkNumbers(context: CheckContext): Promise<void> {
  const { tx, accountId, span, lines, faults } = context
  for (const row of await tx.query<Charged>(CHARGED, [accountId, span.from, span.until])) {
    const { id, kind, number, numberKind, nanos, right, earlier } = row
    const rightNanos = earlier > 0n ? 0n : (right ?? 0n)
    const line = lineOf(kind, numberKind, nanos)
    lines.add(line, { messages: 1n, parts: 0n, expectedNanos: rightNanos, chargedNanos: nanos })
    if (rightNanos === nanos) continue
    faults.add({
      kind: earlier > 0n ? 'number_doubled' : 'number',
      line,
      messageId: null,
      postingId: id,
      number,
      rightNanos: String(rightNanos),
      foundNanos: String(nanos),
    })
  }
  await checkUnpaid(context)
}

type Owned = {
  e164: string
  numberKind: 'longcode' | 'toll_free'
  setupNanos: bigint
  monthlyNanos: bigint
  createdAt: Date
  chargesFrom: Date | null
  nextChargeAt: Date | null
  periods: string[]
}

/** Those that the account has now, and what their months that count as paid have in the ledger. */
const OWNED = `
  select n.e164, n.kind as "numberKind", n.setup_nanos as "setupNanos", n.monthly_nanos as "monthlyNanos", n.created_at as "createdAt",
    n.charges_from as "chargesFrom", n.next_charge_at as "nextChargeAt",
    array(select q.kind || ' ' || q.period_from from ledger_postings q where q.account_id = $1 and q.number = n.e164) as periods
  from numbers n where n.account_id = $1 and n.created_at < $2 and n.setup_nanos + n.monthly_nanos > 0`

async function checkUnpaid({ tx, accountId, span, lines, faults }: CheckContext): Promise<void> {
  for (const number of await tx.query<Owned>(OWNED, [accountId, span.until])) {
    const { e164, numberKind, setupNanos, monthlyNanos, createdAt } = number
    const months = paidMonths(number).map((at) => ({ kind: 'monthly' as const, at, nanos: monthlyNanos }))
    for (const { kind, at, nanos } of [{ kind: 'setup' as const, at: createdAt, nanos: setupNanos }, ...months]) {
      if (
        nanos === 0n ||
        at < span.from ||
        at >= span.until ||
        number.periods.includes(`${kind} ${at.toISOString().slice(0, 10)}`)
      )
        continue
      const line = lineOf(kind, numberKind, nanos)
      lines.add(line, { messages: 0n, parts: 0n, expectedNanos: nanos, chargedNanos: 0n })
      const found = { rightNanos: String(nanos), foundNanos: '0' }
      faults.add({ kind: 'number_missing', line, messageId: null, postingId: null, number: e164, ...found })
    }
  }
}

function paidMonths({ chargesFrom, nextChargeAt }: Owned): Date[] {
  if (!chargesFrom || !nextChargeAt) return []
  return monthsDue(chargesFrom, chargesFrom, new Date(nextChargeAt.getTime() - 1))
}

function lineOf(kind: string, numberKind: string, nanos: bigint): string {
  return [kind, numberKind, '', nanos, 0].join('|')
}
