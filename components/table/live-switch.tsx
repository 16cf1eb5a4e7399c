import { clock } from '#components/time/zone.ts'
import type { Connection } from './use-live.ts'

type Props = { connection: Connection; heardAt: string | null; zone: string; on: boolean; onToggle: () => void }

const WORDS: Record<Connection, string> = {
  off: 'Paused',
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  stale: 'Stale',
  ended: 'Session ended or changed',
  crowded: 'Not live: open in too many tabs here',
  past: 'Live needs a range that reaches now',
}

/** What is shown is as old as this. */
const SINCE: ReadonlySet<Connection> = new Set(['stale', 'reconnecting', 'crowded'])

type State = Pick<Props, 'connection' | 'heardAt' | 'zone'>

/** A dot for the eye and the words for everybody. */
export function LiveState({ connection, heardAt, zone }: State) {
  const isLive = connection === 'live'
  const since = SINCE.has(connection) && heardAt
  return (
    <span className="flex items-center gap-2 text-13 text-ink-2">
      <span aria-hidden="true" className={`size-[7px] shrink-0 rounded-full ${dotOf(connection)}`} />
      <span role="status" className={isLive ? 'font-medium text-signal' : ''}>
        {WORDS[connection]}
        {since ? (
          <>
            {' since '}
            <time dateTime={since} className="num">
              {clock(since, zone)}
            </time>
          </>
        ) : null}
      </span>
    </span>
  )
}

function dotOf(connection: Connection): string {
  if (connection === 'live') return 'pulse bg-signal ring-3 ring-signal-wash'
  return connection === 'off' || connection === 'connecting' ? 'bg-ink-3' : 'bg-held ring-3 ring-held-wash'
}

export function LiveSwitch({ connection, heardAt, zone, on, onToggle }: Props) {
  return (
    <div className="flex items-center gap-2 text-13 text-ink-2">
      <LiveState connection={connection} heardAt={heardAt} zone={zone} />
      {connection === 'ended' ? (
        <button type="button" onClick={() => window.location.reload()} className="link">
          Reload
        </button>
      ) : (
        <button
          type="button"
          role="switch"
          aria-checked={on}
          aria-label="Live"
          title="Live on or off (l)"
          onClick={onToggle}
          className="group grid h-6 w-9 place-items-center rounded-full"
        >
          <span className="relative block h-[18px] w-[30px] rounded-full bg-line-strong transition-colors duration-150 group-aria-checked:bg-signal">
            <span className="absolute top-0.5 left-0.5 size-3.5 rounded-full bg-surface transition-transform duration-150 group-aria-checked:translate-x-3" />
          </span>
        </button>
      )}
    </div>
  )
}
