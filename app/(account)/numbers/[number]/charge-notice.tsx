import { date, zoneName } from '#components/time/zone.ts'
import { Notice } from '#components/ui/notice.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import type { Charges } from '#domain/numbers/read-charges.ts'

/** When the next month is charged; or what is owed, until when the number works, and what ends it. */
export function ChargeNotice({ charges, zone }: { charges: Charges; zone: string }) {
  const { owed, nextChargeAt } = charges
  const day = (at: Date) => `${date(at.toISOString(), zone)} (${zoneName(zone)})`
  if (!owed) return <p className="text-13 text-ink-3">The next month is charged on {day(nextChargeAt)}.</p>
  const what = owed.months === 1 ? 'Its month' : `${owed.months} months of it`
  return (
    <Notice tone="failed">
      {what} could not be charged: {formatNanos(owed.nanos, 2)} is owed.{' '}
      {owed.worksUntil
        ? `It goes on working until ${day(owed.worksUntil)}. Add funds before then, and nothing happens.`
        : 'Add funds, and it is charged and works again by itself. Each further month is owed as well until the number is paid or released.'}
    </Notice>
  )
}
