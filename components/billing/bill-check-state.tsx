import { Moment } from '#components/time/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RefreshEvery } from '#components/ui/refresh-every.tsx'
import type { BillCheck } from '#domain/billing/bill-check.ts'
import { TIERS_NOT_JUDGED } from '#domain/billing/bill-fault.ts'
import { isRightBill } from '#domain/billing/is-right-bill.ts'
import { billMoney, counted } from './bill-money.ts'

const REFRESH_MS = 700

/** How far the check under way is, and what the last one said. The region is always there, so that a change in it is heard. */
export function BillCheckState({ check, zone }: { check: BillCheck | null; zone: string }) {
  return (
    <div role="status" className="grid gap-2 empty:hidden print:hidden">
      {check ? <Progress check={check} /> : null}
      {check?.problem ? <Notice tone="failed">{check.problem}</Notice> : null}
      {check?.verdict ? <Result verdict={check.verdict} zone={zone} /> : null}
    </div>
  )
}

export function isUnderWay(check: BillCheck | null): boolean {
  return check?.state === 'waiting' || check?.state === 'running'
}

function Progress({ check }: { check: BillCheck }) {
  if (!isUnderWay(check)) return null
  const { daysDone, days } = check
  return (
    <div className="grid gap-1.5">
      <RefreshEvery ms={REFRESH_MS} />
      <progress
        {...(days > 0 ? { value: daysDone } : {})}
        max={Math.max(days, 1)}
        aria-label="Days checked"
        className="job-progress h-2 w-full"
      />
      <p className="text-13 text-ink-2">
        {days > 0 ? `${daysDone} of ${days} days recomputed from their messages.` : 'The check begins.'} You need not
        stay: its result is kept.
      </p>
    </div>
  )
}

function Result({ verdict, zone }: { verdict: NonNullable<BillCheck['verdict']>; zone: string }) {
  const { checkedAt, differenceNanos, faultCount, lines } = verdict
  const messages = lines.reduce((sum, line) => sum + line.messages, 0n)
  const isRight = isRightBill(verdict)
  return (
    <Notice tone={isRight ? 'done' : 'failed'}>
      <p className="font-medium">
        Checked <Moment at={checkedAt.toISOString()} zone={zone} as="shortMoment" />, difference{' '}
        <span className="num" data-difference>
          {billMoney(differenceNanos)}
        </span>
      </p>
      <p className="text-ink-2">
        {isRight
          ? `Each of ${counted(messages)} charges was recomputed from its message and the rates in force, and is right.`
          : `${counted(faultCount)} ${faultCount === 1 ? 'thing differs' : 'things differ'}; named below.`}
      </p>
      {verdict.areTiersJudged ? null : <p className="text-ink-2">{TIERS_NOT_JUDGED}</p>}
    </Notice>
  )
}
