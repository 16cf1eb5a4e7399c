/** A day of a bill against its messages: what they should have cost, what was charged, and which of them differ. */
import type { Tx } from '#lib/db.ts'
import { type BillFault, type BillFaults, MOST_NAMED } from './bill-fault.ts'
import { NAME_CHARGED, RIGHT_PRICES, SUM_CHARGED, SUM_UNCHARGED } from './check-charges.sql.ts'
import type { CheckedLines } from './checked-lines.ts'

export type Day = { from: Date; until: Date }
export type CheckContext = {
  tx: Tx
  accountId: string
  /** Of the bill. */
  span: Day
  changes: readonly Date[]
  lines: CheckedLines
  faults: BillFaults
}

type Key = {
  direction: string | null
  number_kind: string | null
  destination: string | null
  part_nanos: bigint | null
  surcharge_nanos: bigint | null
  rate_id: string | null
  link_id: string | null
  era: number | null
}
type Right = { n: number; partNanos: bigint | null; surchargeNanos: bigint }
type Charged = Key & {
  kind: string
  asked: boolean
  messages: bigint
  parts: bigint
  nanos: bigint
  at: Date | null
  wrong: bigint
}
type Named = Key & {
  posting_id: string
  kind: string
  amount_nanos: bigint
  message_id: string
  found_id: string | null
  parts: number
  price_nanos: bigint
  fits: boolean
  strays: boolean
  earlier: bigint
  total: bigint
}
type Uncharged = Key & { kind: string; messages: bigint; parts: bigint; at: Date; ids: string[]; partsOf: number[] }

/** What was charged on this day. */
export async function checkCharged(
  { tx, accountId, span, changes, lines, faults }: CheckContext,
  day: Day,
): Promise<void> {
  const values = [accountId, day.from, day.until, changes, span.from, span.until]
  const sums = await tx.query<Charged>(SUM_CHARGED, values)
  const rights = await rightPrices(tx, accountId, sums)
  const wrongKeys = sums.filter((sum, nth) => sum.asked && !isRight(sum, rights[nth]))
  sums.forEach((sum, nth) => {
    const unit = priceOf(rights[nth])
    const expectedNanos = sum.asked ? sum.parts * unit : 0n
    lines.add(lineOf(sum), { messages: sum.messages, parts: sum.parts, expectedNanos, chargedNanos: sum.nanos })
  })
  if (wrongKeys.length === 0 && sums.every(({ asked, wrong }) => asked && wrong === 0n)) return
  const named = await tx.query<Named>(NAME_CHARGED, [...values, toJson(wrongKeys), MOST_NAMED])
  const own = await rightPrices(
    tx,
    accountId,
    named.map((row) => ({ ...row, at: eraStart(sums, row) })),
  )
  faults.addMany(
    named.map((row, nth) => faultOf(row, own[nth])),
    Number(named[0]?.total ?? 0n),
  )
}

/** Of the messages accepted on this day, those that the bill should have charged and did not. */
export async function checkUncharged(
  { tx, accountId, span, changes, lines, faults }: CheckContext,
  day: Day,
): Promise<void> {
  const sums = await tx.query<Uncharged>(SUM_UNCHARGED, [
    accountId,
    day.from,
    day.until,
    changes,
    span.from,
    span.until,
  ])
  const rights = await rightPrices(tx, accountId, sums)
  sums.forEach((sum, nth) => {
    const unit = priceOf(rights[nth])
    if (unit === 0n) return
    lines.add(lineOf(sum), { messages: 0n, parts: 0n, expectedNanos: sum.parts * unit, chargedNanos: 0n })
    const missing = sum.ids.map((messageId, at): BillFault => {
      const rightNanos = String(BigInt(sum.partsOf[at] ?? 0) * unit)
      return {
        kind: 'missing',
        line: lineOf(sum),
        messageId,
        postingId: null,
        number: null,
        rightNanos,
        foundNanos: '0',
      }
    })
    faults.addMany(missing, Number(sum.messages))
  })
}

function faultOf(row: Named, right: Right | undefined): BillFault {
  const { part_nanos: part, surcharge_nanos: surcharge, amount_nanos: amount, price_nanos: price } = row
  const fault = (kind: BillFault['kind'], rightNanos: bigint, foundNanos: bigint): BillFault => ({
    kind,
    line: lineOf(row),
    messageId: row.found_id,
    postingId: row.posting_id,
    number: null,
    rightNanos: String(rightNanos),
    foundNanos: String(foundNanos),
  })
  if (!row.found_id) return fault('orphan', 0n, amount)
  if (!row.fits) return fault('unasked', 0n, amount)
  if (row.earlier > 0n) return fault('doubled', 0n, amount)
  if (row.strays) return fault('elsewhere', 0n, amount)
  const unit = (part ?? 0n) + (surcharge ?? 0n)
  const own = BigInt(row.parts) * unit
  if (right && !isRight(row, right)) {
    if ((right.partNanos ?? 0n) !== part) return fault('rate', right.partNanos ?? 0n, part ?? 0n)
    return fault('surcharge', right.surchargeNanos, surcharge ?? 0n)
  }
  if (price !== own) return fault('price', own, price)
  return fault('amount', price, amount)
}

function isRight(key: Key, right: Right | undefined): boolean {
  if (!right) return false
  return (right.partNanos ?? 0n) === key.part_nanos && right.surchargeNanos === key.surcharge_nanos
}

function priceOf(right: Right | undefined): bigint {
  return right ? (right.partNanos ?? 0n) + right.surchargeNanos : 0n
}

/** One for each key, in their order. */
async function rightPrices(tx: Tx, accountId: string, keys: readonly (Key & { at: Date | null })[]): Promise<Right[]> {
  if (keys.length === 0) return []
  const rows = await tx.query<Right>(RIGHT_PRICES, [accountId, toJson(keys)])
  return rows.sort((one, other) => one.n - other.n)
}

function toJson(keys: readonly (Key & { at?: Date | null })[]): string {
  return JSON.stringify(
    keys.map((key, n) => ({ ...key, n })),
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  )
}

/** Any moment of a message's era: its rates are the same at all of them. */
function eraStart(sums: readonly Charged[], row: Named): Date | null {
  return sums.find((sum) => sum.era === row.era && sum.at)?.at ?? null
}

/** As `spend_of` in the database writes it. */
function lineOf({ kind, number_kind, destination, part_nanos, surcharge_nanos }: Key & { kind: string }): string {
  return [kind, number_kind ?? '', destination ?? '', part_nanos ?? 0n, surcharge_nanos ?? 0n].join('|')
}
