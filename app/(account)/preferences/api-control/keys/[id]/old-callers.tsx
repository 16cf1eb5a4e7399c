import { Check, Clock, X } from 'lucide-react'
import { Moment } from '#components/time/moment.tsx'
import { date } from '#components/time/zone.ts'
import type { OldCaller } from '#domain/keys/read-cockpit.ts'

type Props = { callers: OldCaller[]; since: Date; until: Date | null; running: boolean; zone: string }

const count = new Intl.NumberFormat('en-US')

export function OldCallers({ callers, since, until, running, zone }: Props) {
  if (callers.length === 0)
    return <p className="text-13 text-ink-3">Nobody has used the old secret since the new one was made.</p>
  return (
    <div className="ledger-frame max-sm:mx-0">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Callers that have used the old secret since the rotation</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[150px]">
              Address
            </th>
            <th scope="col">Agent</th>
            <th scope="col" className="sm:w-[190px] sm:max-panel:hidden">
              Endpoint
            </th>
            <th scope="col" className="sm:w-[92px]">
              Last seen
            </th>
            <th scope="col" className="right sm:w-[112px]">
              Since {date(since.toISOString(), zone).replace(/,.*/, '')}
            </th>
            <th scope="col" className="sm:w-[128px]">
              Now
            </th>
          </tr>
        </thead>
        <tbody>
          {callers.map((caller) => (
            <tr key={`${caller.address} ${caller.agent} ${caller.endpoint}`}>
              <td data-label="Address" className="card-wide" title={caller.address}>
                <span className="num">{caller.address || 'unknown'}</span>
              </td>
              <td data-label="Agent" className="card-wide" title={caller.agent}>
                <span className="break-all">{caller.agent || <span className="text-ink-3">not named</span>}</span>
              </td>
              <td data-label="Endpoint" className="card-wide sm:max-panel:hidden" title={caller.endpoint}>
                <span className="num">{caller.endpoint}</span>
              </td>
              <td data-label="Last seen" className="card-wide">
                <Moment at={caller.lastAt.toISOString()} zone={zone} />
              </td>
              <td data-label="Calls" className="right card-wide">
                <span className="num">{count.format(caller.calls)}</span>
              </td>
              <td data-label="Now" className="card-wide">
                <Now caller={caller} until={until} running={running} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Now({
  caller: { lastAt, freshAt },
  until,
  running,
}: { caller: OldCaller } & Pick<Props, 'until' | 'running'>) {
  const [Icon, word, colour] =
    freshAt && freshAt > lastAt
      ? ([Check, 'Switched', 'text-delivered'] as const)
      : until && lastAt > until
        ? ([X, 'Refused', 'text-failed'] as const)
        : ([Clock, running ? 'On the old' : 'Not seen again', running ? 'text-held' : 'text-ink-3'] as const)
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-medium ${colour}`}>
      <Icon className="size-3.5 shrink-0 self-center" strokeWidth={1.75} aria-hidden="true" />
      {word}
    </span>
  )
}
