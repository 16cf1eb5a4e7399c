import { clock } from '#components/time/zone.ts'

import type { HealthHour } from '#domain/webhooks/endpoint-rows.ts'

const STEP = 10
const BAR = 7
const HEIGHT = 48
const count = new Intl.NumberFormat('en-US')

/** The tries of the last 24 hours by hour: what failed stands on what arrived. */
export function HealthStrip({ hours, zone }: { hours: HealthHour[]; zone: string }) {
  return (
    <figure className="grid gap-2">
      <figcaption className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="text-13 font-medium">{finding(hours)}</span>
        <span className="ml-auto flex gap-4 text-12 text-ink-2">
          <Legend colour="bg-delivered" word="Delivered" />
          <Legend colour="bg-failed" word="Failed" />
        </span>
      </figcaption>
      <HealthBars hours={hours} className="h-12 w-full border-b border-line-strong/70" />
      <p aria-hidden="true" className="num flex h-4 text-12 text-ink-3">
        {hours.map(({ hour }, index) => (
          <span key={hour} className="w-0 flex-1 whitespace-nowrap">
            {index < hours.length - 2 && Number(clock(hour, zone).slice(0, 2)) % 6 === 0
              ? clock(hour, zone).slice(0, 5)
              : null}
          </span>
        ))}
      </p>
      <div className="sr-only">
        <table>
          <caption>Attempts by hour</caption>
          <thead>
            <tr>
              <th scope="col">Hour</th>
              <th scope="col">Delivered</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {hours.map(({ hour, ok, failed }) => (
              <tr key={hour}>
                <th scope="row">{clock(hour, zone).slice(0, 5)}</th>
                <td>{ok}</td>
                <td>{failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

/** The drawing alone, for a row of a table. */
export function HealthBars({ hours, className }: { hours: HealthHour[]; className: string }) {
  const most = Math.max(1, ...hours.map(({ ok, failed }) => ok + failed))
  return (
    <svg
      viewBox={`0 0 ${hours.length * STEP - (STEP - BAR)} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={className}
    >
      {hours.map(({ hour, ok, failed }, index) => {
        const x = index * STEP
        if (ok + failed === 0)
          return <rect key={hour} x={x} y={HEIGHT - 1} width={BAR} height="1" className="fill-line-strong" />
        // A single failure among thousands is what somebody looks for: never thinner than it can be seen.
        const bad = failed === 0 ? 0 : Math.max(4, (failed / most) * HEIGHT)
        const good = ok === 0 ? 0 : Math.max(2, Math.min((ok / most) * HEIGHT, HEIGHT - bad))
        return (
          <g key={hour}>
            <rect x={x} y={HEIGHT - good} width={BAR} height={good} className="fill-delivered" />
            <rect x={x} y={HEIGHT - good - bad} width={BAR} height={bad} className="fill-failed" />
          </g>
        )
      })}
    </svg>
  )
}

function Legend({ colour, word }: { colour: string; word: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={`size-2 rounded-[2px] ${colour}`} aria-hidden="true" />
      {word}
    </span>
  )
}

function finding(hours: HealthHour[]): string {
  const ok = hours.reduce((sum, hour) => sum + hour.ok, 0)
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0)
  const all = ok + failed
  if (all === 0) return 'Nothing went there in the last 24 hours'
  const tries = all === 1 ? '1 attempt' : `${count.format(all)} attempts`
  if (failed === 0) return `${tries} in the last 24 hours, none failed`
  return `${tries} in the last 24 hours, ${count.format(failed)} failed`
}
