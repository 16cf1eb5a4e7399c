/**
 * A month's bill, recomputed from the records it comes from: what every message should have cost by the rate tables, and every number by
 * what it was bought for, against what the ledger charged. One snapshot, a day at a time, so that it costs no more memory for millions
 * of messages; whoever asks for it should be a worker or a command.
 */
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantSnapshot } from '#lib/db.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { type BillFault, BillFaults } from './bill-fault.ts'
import { findBillMonth } from './bill-month.ts'
import { RATE_CHANGES } from './check-charges.sql.ts'
import { type CheckContext, checkCharged, checkUncharged, type Day } from './check-charges.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkTiers, readStrayParts, tiersMatter } from './check-tiers.ts'
import { type CheckedLine, CheckedLines } from './checked-lines.ts'
import { compareStatement } from './compare-statement.ts'
import { billOf } from './read-bill.ts'

export type BillVerdict = {
  month: string
  zone: string
  checkedAt: Date
  lines: CheckedLine[]
  expectedNanos: bigint
  chargedNanos: bigint
  /** Charged less expected. */
  differenceNanos: bigint
  faults: BillFault[]
  /** With those that are not named. */
  faultCount: number
  /** False: see `TIERS_NOT_JUDGED`. */
  areTiersJudged: boolean
}

/** A message is sent within days of when it was accepted, or never. */
const SENT_WITHIN_MS = 8 * DAY_MS

/** `onDay`: how many days are done, of how many. Throws what `findBillMonth` throws. */
export async function checkBill(
  scope: Scope,
  text: string,
  onDay: (done: number, days: number) => Promise<void> = async () => {},
): Promise<BillVerdict> {
  demand(scope, 'billing.read')
  const { accountId } = scope
  return tenantSnapshot(accountId, async (tx) => {
    const month = await findBillMonth(tx, accountId, text)
    const checkedAt = now()
    const span = { from: month.from, until: month.until }
    const [rates] = await tx.query<{ moments: Date[] }>(RATE_CHANGES, [accountId, span.until])
    const context: CheckContext = {
      tx,
      accountId,
      span,
      changes: rates?.moments ?? [],
      lines: new CheckedLines(),
      faults: new BillFaults(),
    }
    await checkNumbers(context)
    const end = new Date(Math.min(span.until.getTime(), checkedAt.getTime() + DAY_MS))
    const days = daysOf({ from: span.from, until: end })
    for (const day of daysOf({ from: new Date(span.from.getTime() - SENT_WITHIN_MS), until: span.from }))
      await checkUncharged(context, day)
    const tiers = await tiersMatter(tx, accountId, span)
    const strayParts = tiers === 'yes' ? await readStrayParts(tx, accountId, span.from) : 0n
    let volume = 0n
    for (const [nth, day] of days.entries()) {
      await checkCharged(context, day)
      await checkUncharged(context, day)
      if (tiers === 'yes') volume = await checkTiers(context, day, { volume, strayParts })
      await onDay(nth + 1, days.length)
    }
    await compareStatement(context, await billOf(tx, month))
    return verdictOf(context, {
      month: month.month,
      zone: month.zone,
      checkedAt,
      areTiersJudged: tiers !== 'unknown',
    })
  })
}

/** Steps of 24 hours from the first midnight; the last ends with the bill. */
function daysOf({ from, until }: Day): Day[] {
  const days: Day[] = []
  for (let at = from.getTime(); at < until.getTime(); at += DAY_MS)
    days.push({ from: new Date(at), until: new Date(Math.min(at + DAY_MS, until.getTime())) })
  return days
}

function verdictOf(
  { lines, faults }: CheckContext,
  about: Pick<BillVerdict, 'month' | 'zone' | 'checkedAt' | 'areTiersJudged'>,
): BillVerdict {
  const all = lines.all()
  const expectedNanos = all.reduce((sum, line) => sum + line.expectedNanos, 0n)
  const chargedNanos = all.reduce((sum, line) => sum + line.chargedNanos, 0n)
  return {
    ...about,
    lines: all,
    expectedNanos,
    chargedNanos,
    differenceNanos: chargedNanos - expectedNanos,
    faults: faults.named,
    faultCount: faults.count,
  }
}
