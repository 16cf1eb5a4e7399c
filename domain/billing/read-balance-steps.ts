import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { BALANCE_BY_BAR } from './spend.sql.ts'
import { type SpendSpan, spendSpanOf } from './spend-span.ts'
import type { SpendView } from './spend-view.ts'

/** `nanos`: the posted balance (available and held) at the end of a step. */
export type BalanceStep = { from: Date; until: Date; nanos: bigint; cameNanos: bigint; wentNanos: bigint }
export type BalanceSteps = { span: SpendSpan; steps: BalanceStep[]; nowNanos: bigint }

type Row = { bar: number | null; nanos: bigint; came: bigint; posted: bigint | null }

/** The posted balance over time: today's, less what the totals have moved since. */
export async function readBalanceSteps(scope: Scope, view: SpendView): Promise<BalanceSteps> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const span = await spendSpanOf(tx, scope.accountId, view)
    const { bars, step, from, until } = span
    const rows = await tx.query<Row>(BALANCE_BY_BAR, [
      scope.accountId,
      step === 'hour' ? 'quarter' : 'day',
      from,
      [...bars.map((bar) => bar.from), until],
    ])
    const nowNanos = rows.find(({ posted }) => posted !== null)?.posted ?? 0n
    const moved = new Map(rows.flatMap((row) => (row.bar === null ? [] : [[row.bar, row]])))
    let after = nowNanos + (moved.get(bars.length)?.nanos ?? 0n)
    const steps: BalanceStep[] = []
    for (let bar = bars.length - 1; bar >= 0; bar -= 1) {
      const [own, row] = [bars[bar], moved.get(bar)]
      if (!own) continue
      const came = row?.came ?? 0n
      steps.unshift({ ...own, nanos: after, cameNanos: came, wentNanos: (row?.nanos ?? 0n) + came })
      after += row?.nanos ?? 0n
    }
    return { span, steps: steps.filter((one) => one.from <= now()), nowNanos }
  })
}
