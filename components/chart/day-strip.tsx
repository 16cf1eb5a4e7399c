import { clock } from '#components/time/zone.ts'
import type { Today } from '#domain/reports/message-rows.ts'

type Hours = Today['hours']

const STEP = 10
const BAR = 7
const HEIGHT = 72
const count = new Intl.NumberFormat('en-US')

/** The last 24 hours by hour: a drawing for the eye, a table for those who listen. */
export function DayStrip({ hours, zone }: { hours: Hours; zone: string }) {
  const most = Math.max(1, ...hours.map((hour) => hour.sent + hour.received))
  return (
    <figure className="grid gap-2">
      <figcaption className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="font-medium">{finding(hours, zone)}</span>
        <span className="ml-auto flex gap-4 text-12 text-ink-2">
          <Legend colour="bg-sent" word="Sent" />
          <Legend colour="bg-received" word="Received" />
        </span>
      </figcaption>
      <p aria-hidden="true" className="-mb-2 border-b border-dashed border-line pb-0.5 text-12 text-ink-3">
        <span className="num">{count.format(most)}</span> {most === 1 ? 'message' : 'messages'} an hour
      </p>
      <svg
        viewBox={`0 0 ${hours.length * STEP - (STEP - BAR)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-[72px] w-full border-b border-line-strong/70"
      >
        {hours.map(({ hour }, index) =>
          index > 0 && isMidnight(hour, zone) ? (
            <rect key={hour} x={index * STEP - 2} width="0.4" height={HEIGHT} className="fill-line-strong opacity-50" />
          ) : null,
        )}
        {hours.map(({ hour, sent, received }, index) => (
          <Bar key={hour} x={index * STEP} sent={(sent / most) * HEIGHT} received={(received / most) * HEIGHT} />
        ))}
      </svg>
      <p aria-hidden="true" className="num flex h-4 text-12 text-ink-3">
        {hours.map(({ hour }, index) => (
          <span key={hour} className="w-0 flex-1 whitespace-nowrap">
            {index < hours.length - 2 && isTick(hour, zone) ? <Tick hour={hour} zone={zone} /> : null}
          </span>
        ))}
      </p>
      <HoursTable hours={hours} zone={zone} />
    </figure>
  )
}

function Bar({ x, sent, received }: { x: number; sent: number; received: number }) {
  if (sent + received === 0) return <rect x={x} y={HEIGHT - 1} width={BAR} height="1" className="fill-line" />
  return (
    <>
      <rect x={x} y={HEIGHT - sent} width={BAR} height={sent} className="fill-sent" />
      <rect x={x} y={HEIGHT - sent - received} width={BAR} height={received} className="fill-received" />
    </>
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

function HoursTable({ hours, zone }: { hours: Hours; zone: string }) {
  return (
    <div className="sr-only">
      <table>
        <caption>Messages by hour</caption>
        <thead>
          <tr>
            <th scope="col">Hour</th>
            <th scope="col">Sent</th>
            <th scope="col">Received</th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ hour, sent, received }) => (
            <tr key={hour}>
              <th scope="row">{hourOf(hour, zone)}</th>
              <td>{sent}</td>
              <td>{received}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Tick({ hour, zone }: { hour: string; zone: string }) {
  return <span className={isMidnight(hour, zone) ? 'text-ink' : ''}>{hourOf(hour, zone)}</span>
}

function hourOf(hour: string, zone: string): string {
  return clock(hour, zone).slice(0, 5)
}

/** Every sixth hour of the clock, so that midnight and noon are among them. */
function isTick(hour: string, zone: string): boolean {
  return Number(clock(hour, zone).slice(0, 2)) % 6 === 0
}

function isMidnight(hour: string, zone: string): boolean {
  return clock(hour, zone).startsWith('00')
}

function finding(hours: Hours, zone: string): string {
  const total = hours.reduce((sum, { sent, received }) => sum + sent + received, 0)
  if (total === 0) return 'No messages in the last 24 hours'
  const busiest = hours.reduce((top, hour) => (hour.sent + hour.received > top.sent + top.received ? hour : top))
  const words = total === 1 ? '1 message' : `${count.format(total)} messages`
  return `${words} in the last 24 hours, most at ${hourOf(busiest.hour, zone)}`
}
