import { clock, exactClock, fullMoment, shortMoment } from './zone.ts'

const WRITTEN = { clock, exactClock, shortMoment, fullMoment }

/** A moment with its whole truth on hover and for machines. */
export function Moment({
  at,
  zone,
  as = 'clock',
  className = 'num',
}: {
  at: string
  zone: string
  as?: keyof typeof WRITTEN
  className?: string
}) {
  return (
    <time dateTime={at} title={fullMoment(at, zone)} className={className}>
      {WRITTEN[as](at, zone)}
    </time>
  )
}
