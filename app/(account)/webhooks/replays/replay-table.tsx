import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import { zoneName } from '#components/time/zone.ts'
import { filterInWords } from '#components/webhook/delivery-words.ts'
import { ReplayStateMark } from '#components/webhook/replay-state.tsx'
import { replayHref } from '#components/webhook/webhook-paths.ts'
import type { ReplayRow } from '#domain/webhooks/replay-rows.ts'

type Props = { replays: ReplayRow[]; addresses: ReadonlyMap<string, string>; zone: string }

export function ReplayTable({ replays, addresses, zone }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Replays, newest first. Times in {zoneName(zone)}.</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort="descending" className="sm:w-[128px]">
              When <span aria-hidden="true">↓</span>
            </th>
            <th scope="col" className="sm:w-[118px]">
              State
            </th>
            <th scope="col">What</th>
            <th scope="col" className="sm:w-[18%] sm:max-[60rem]:hidden">
              By
            </th>
            <th scope="col" className="right sm:w-[144px]">
              Sent again
            </th>
          </tr>
        </thead>
        <tbody>
          {replays.map((replay) => {
            const what = filterInWords(replay.filter, addresses)
            return (
              <tr key={replay.id} className="message-row group relative">
                <td>
                  <Link
                    href={replayHref(replay.id)}
                    prefetch={false}
                    data-open={replay.id}
                    className="rounded-sm after:absolute after:inset-0"
                  >
                    <Moment at={replay.startedAt} zone={zone} as="shortMoment" className="num text-ink-3" />
                  </Link>
                </td>
                <td className="card-two card-end">
                  <ReplayStateMark state={replay.state} />
                </td>
                <td className="card-wide" title={what}>
                  <span className="text-ink-2">{what}</span>
                </td>
                <td className="card-hide text-ink-2 sm:max-[60rem]:hidden" title={replay.startedBy}>
                  {replay.startedBy}
                </td>
                <td data-label="Sent again" className="right card-wide">
                  <span className="num">
                    {replay.queued.toLocaleString('en-US')}
                    <span className="text-ink-3"> / {replay.total.toLocaleString('en-US')}</span>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
