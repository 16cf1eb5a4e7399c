const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const MINUTE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' })

/** Rates are published by days of UTC; a minute is said where one was meant. */
export function DayOfRate({ at }: { at: Date }) {
  const isMidnight = at.getTime() % 86_400_000 === 0
  return (
    <time dateTime={at.toISOString()} title={`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`} className="num">
      {DAY.format(at)}
      {isMidnight ? '' : `, ${MINUTE.format(at)} UTC`}
    </time>
  )
}
