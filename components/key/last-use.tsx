import { shortMoment } from '#components/time/zone.ts'
import type { LastUse as Use } from '#domain/keys/last-use.ts'

/** When; from where, by whom and for what on hover and for those who listen. */
export function LastUse({ use, zone }: { use: Use | null; zone: string }) {
  if (!use) return <span className="text-ink-3">Not in 35 days</span>
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
