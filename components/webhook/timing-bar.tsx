/** Where the time of one try went: a bar for the eye, the figures beside it for everybody. */

export type Timing = {
  dnsMs: number | null
  connectMs: number | null
  tlsMs: number | null
  firstByteMs: number | null
  totalMs: number
  /** Over a connection that was open already: there was nothing to look up or to connect. */
  reused: boolean
}

const WIDTH = 1000
const GAP = 4
const LEAST = 6

const STEPS = [
  { name: 'DNS', field: 'dnsMs', fill: 'fill-queued', dot: 'bg-queued' },
  { name: 'Connect', field: 'connectMs', fill: 'fill-sent', dot: 'bg-sent' },
  { name: 'TLS', field: 'tlsMs', fill: 'fill-received', dot: 'bg-received' },
  { name: 'First byte', field: 'firstByteMs', fill: 'fill-signal', dot: 'bg-signal' },
] as const

export function TimingBar({ timing }: { timing: Timing }) {
  const parts = partsOf(timing)
  if (parts.length === 0) return null
  return (
    <div className="grid gap-1.5">
      <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true" className="h-2 w-full">
        {placed(parts).map(({ name, fill, x, width }) => (
          <rect key={name} x={x} y="0" width={width} height="8" className={fill} />
        ))}
      </svg>
      <dl className="flex flex-wrap gap-x-4 gap-y-1 text-12">
        {parts.map(({ name, dot, ms }) => (
          <div key={name} className="flex items-center gap-1.5">
            <dt className="flex items-center gap-1.5 text-ink-3">
              <span className={`size-2 rounded-[2px] ${dot}`} aria-hidden="true" />
              {name}
            </dt>
            <dd className="num text-ink-2">{inMs(ms)}</dd>
          </div>
        ))}
      </dl>
      {timing.reused ? <p className="text-12 text-ink-3">Over a connection that was open already.</p> : null}
    </div>
  )
}

type Part = { name: string; fill: string; dot: string; ms: number }

/** What was reached, and what was left of the whole when the first byte was there. */
function partsOf(timing: Timing): Part[] {
  const parts: Part[] = STEPS.flatMap(({ name, field, fill, dot }) => {
    const ms = timing[field]
    return ms === null ? [] : [{ name, fill, dot, ms }]
  })
  const rest = timing.totalMs - parts.reduce((sum, { ms }) => sum + ms, 0)
  if (parts.length === 0 || rest <= 0) return parts
  const name = timing.firstByteMs === null ? 'Waited' : 'Rest'
  return [...parts, { name, fill: 'fill-held', dot: 'bg-held', ms: rest }]
}

/** In proportion, but none so thin that it is not seen. */
function placed(parts: readonly Part[]): (Part & { x: number; width: number })[] {
  const room = WIDTH - GAP * (parts.length - 1)
  const sum = Math.max(
    1,
    parts.reduce((total, { ms }) => total + ms, 0),
  )
  const wished = parts.map(({ ms }) => Math.max(LEAST, (ms / sum) * room))
  const scale = room / wished.reduce((total, width) => total + width, 0)
  let x = 0
  return parts.map((part, index) => {
    const width = (wished[index] ?? 0) * scale
    const at = x
    x += width + GAP
    return { ...part, x: at, width }
  })
}

export function inMs(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms).toLocaleString('en-US')} ms` : `${(ms / 1000).toFixed(1)} s`
}
