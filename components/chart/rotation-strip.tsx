import { clock } from '#components/time/zone.ts'
import type { CallMinute } from '#domain/keys/read-cockpit.ts'

type Props = { minutes: CallMinute[]; zone: string; old: string; fresh: string }

const STEP = 10
const BAR = 8
const HEIGHT = 40
const count = new Intl.NumberFormat('en-US')

/**
 * Calls a minute with each secret, in two lanes of one scale: told apart without colour, and a switch is seen as one lane running
 * dry while the other fills. A drawing for the eye, a table for those who listen.
 */
export function RotationStrip({ minutes, zone, old, fresh }: Props) {
  const most = Math.max(1, ...minutes.flatMap((one) => [one.old, one.fresh]))
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <figcaption className="flex flex-wrap items-baseline gap-x-4">
        <span className="font-medium">{finding(minutes)}</span>
        <span className="ml-auto text-12 text-ink-3">
          calls a minute, of <span className="num">{count.format(most)}</span>
        </span>
      </figcaption>
      <Lane word="Old" last4={old} values={minutes.map((one) => one.old)} most={most} colour="fill-held" />
      <Lane word="New" last4={fresh} values={minutes.map((one) => one.fresh)} most={most} colour="fill-delivered" />
      <p aria-hidden="true" className="num ml-[5.5rem] flex h-4 overflow-hidden text-12 text-ink-3">
        {minutes.map(({ minute }, index) => (
          <span key={minute} className="w-0 flex-1 whitespace-nowrap">
            {index < minutes.length - 5 && isTick(minute) ? clock(minute, zone).slice(0, 5) : null}
          </span>
        ))}
      </p>
      <MinutesTable minutes={minutes} zone={zone} />
    </figure>
  )
}

type LaneProps = { word: string; last4: string; values: number[]; most: number; colour: string }

function Lane({ word, last4, values, most, colour }: LaneProps) {
  return (
    <div aria-hidden="true" className="flex items-end gap-3">
      <p className="w-[4.75rem] shrink-0 text-12 leading-4 text-ink-2">
        {word} <span className="num block text-ink-3">…{last4}</span>
      </p>
      <svg
        viewBox={`0 0 ${values.length * STEP - (STEP - BAR)} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-10 min-w-0 flex-1 border-b border-line-strong/70"
        aria-hidden="true"
      >
        {values.map((value, index) => {
          const height = value === 0 ? 0 : Math.max(2, (value / most) * HEIGHT)
          const at = index * STEP
          return <rect key={at} x={at} y={HEIGHT - height} width={BAR} height={height} className={colour} />
        })}
      </svg>
    </div>
  )
}

function MinutesTable({ minutes, zone }: Pick<Props, 'minutes' | 'zone'>) {
  const used = minutes.filter((one) => one.old + one.fresh > 0)
  return (
    <div className="sr-only">
      <table>
        <caption>Calls a minute with the old and the new secret; minutes without any are left out</caption>
        <thead>
          <tr>
            <th scope="col">Minute</th>
            <th scope="col">Old</th>
            <th scope="col">New</th>
          </tr>
        </thead>
        <tbody>
          {used.map(({ minute, old, fresh }) => (
            <tr key={minute}>
              <th scope="row">{clock(minute, zone).slice(0, 5)}</th>
              <td>{old}</td>
              <td>{fresh}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Every quarter of an hour. */
function isTick(minute: string): boolean {
  return new Date(minute).getUTCMinutes() % 15 === 0
}

function finding(minutes: readonly CallMinute[]): string {
  const old = minutes.reduce((sum, one) => sum + one.old, 0)
  const fresh = minutes.reduce((sum, one) => sum + one.fresh, 0)
  if (old + fresh === 0) return 'No calls in the last 60 minutes'
  if (old === 0) return 'Every call of the last 60 minutes came with the new secret'
  if (fresh === 0) return 'Every call of the last 60 minutes came with the old secret'
  return `${count.format(fresh)} of ${count.format(old + fresh)} calls in the last 60 minutes came with the new secret`
}
