import { shortMoment } from '#components/time/zone.ts'
import type { LastUse as Use } from '#domain/keys/last-use.ts'
import { DAY_MS, now } from '#lib/time.ts'

/** When; from where, by whom and for what on hover and for those who listen. */
export function LastUse({ use, madeAt, zone }: { use: Use | null; madeAt: Date; zone: string }) {
  if (!use) return <span className="text-ink-3">{unused(madeAt)}</span>
  const at = use.at.toISOString()
  const details = `${use.endpoint} from ${use.address || 'an unknown address'}, ${use.agent || 'no agent named'}`
  return (
    <span title={details}>
      <time dateTime={at} className="num">
        {shortMoment(at, zone)}
      </time>
      <span className="sr-only">, {details}</span>
    </span>
  )
}

/** Uses are kept for 35 days: of an older key nobody knows whether it ever was used. */
export function unused(madeAt: Date): string {
  return now().getTime() - madeAt.getTime() < 35 * DAY_MS ? 'Not yet' : 'Not in 35 days'
}
