import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { formatMs, formatShare } from '#components/chart/chart-data.ts'
import { InlineBar } from '#components/chart/inline-bar.tsx'
import type { When } from '#domain/insights/insight-span.ts'
import { percentileMs } from '#domain/insights/latency.ts'
import { NOT_DELIVERED, ofGroup, SENT } from '#domain/insights/messages-behind.ts'
import type { Group, Groups } from '#domain/insights/read-insights.ts'
import { deliveredShare } from '#domain/insights/sums.ts'
import { flagsOf } from './flags.ts'
import { logHref } from './insight-view.ts'

type Dimension = 'number' | 'carrier' | 'area'
type Props = { dimension: Dimension; groups: Groups; caption: string; nameOf: (value: string) => string; when: When }

const count = new Intl.NumberFormat('en-US')
/** On a narrow desk; on a phone each has a line of its own. */
const GIVES_WAY = 'sm:@max-[64rem]:hidden'
const HEADS: Record<Dimension, string> = { number: 'Number', carrier: 'Carrier link', area: 'Area code' }

/** The busiest values of one dimension, each with what became of its messages. */
export function GroupTable({ dimension, groups, caption, nameOf, when }: Props) {
  const isNumbers = dimension === 'number'
  const most = Math.max(0.0001, ...groups.rows.map((group) => failedShare(group) ?? 0))
  return (
    <div className="@container">
      <div className="ledger-frame">
        <table className="ledger cards">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{HEADS[dimension]}</th>
              <th scope="col" className="right">
                Sent
              </th>
              <th scope="col" className="right">
                Delivered
              </th>
              <th scope="col">Failed</th>
              <th scope="col" className={`right ${GIVES_WAY}`}>
                To carrier, p50 · p95 · p99
              </th>
              <th scope="col" className="right">
                To phone, p50 · p95 · p99
              </th>
              {isNumbers ? (
                <>
                  <th scope="col" className="right">
                    Taken for spam
                  </th>
                  <th scope="col" className="right">
                    Opted out
                  </th>
                </>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {groups.rows.map((group) => (
              <Row
                key={group.value}
                group={group}
                most={most}
                when={when}
                dimension={dimension}
                name={nameOf(group.value)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {groups.count > groups.rows.length ? (
        <p className="mt-2 text-12 text-ink-3">
          The busiest {groups.rows.length} of {count.format(groups.count)}.
        </p>
      ) : null}
    </div>
  )
}

type RowProps = { group: Group; most: number; when: When; dimension: Dimension; name: string }

function Row({ group, most, when, dimension, name }: RowProps) {
  const own = { ...when, ...ofGroup(dimension, group.value) }
  const [delivered, failed] = [deliveredShare(group), failedShare(group)]
  return (
    <tr>
      <td className="card-wide">
        <span className="num">{name}</span>
        {flagsOf(group).map((flag) => (
          <span
            key={flag}
            className="ml-2 inline-flex items-center gap-1 rounded-full bg-held-wash px-2 text-12 font-medium text-held"
          >
            <TriangleAlert className="size-3" strokeWidth={1.75} aria-hidden="true" />
            {flag}
          </span>
        ))}
      </td>
      <td className="right card-wide" data-label="Sent">
        <Link href={logHref({ ...SENT, ...own })} className="num link">
          {count.format(group.messages)}
        </Link>
      </td>
      <td className="num right card-wide" data-label="Delivered">
        {delivered === null ? '–' : formatShare(delivered)}
      </td>
      <td className="card-wide" data-label="Failed">
        {group.failed === 0 || failed === null ? (
          <span className="text-ink-3">none</span>
        ) : (
          <Link
            href={logHref({ ...NOT_DELIVERED, ...own })}
            className="group/bar inline-flex min-h-6 items-center gap-2"
          >
            <InlineBar share={failed / most} className="w-16" />
            <span className="num link group-hover/bar:decoration-current">{count.format(group.failed)}</span>
            <span className="num text-ink-3">{formatShare(failed)}</span>
          </Link>
        )}
      </td>
      <td className={`num right card-wide ${GIVES_WAY}`} data-label="To carrier">
        {spread(group.acceptCounts)}
      </td>
      <td className="num right card-wide" data-label="To phone">
        {spread(group.receiptCounts)}
      </td>
      {dimension === 'number' ? (
        <>
          <td className="num right card-wide" data-label="Taken for spam">
            {rate(group.spamLike, group.messages)}
          </td>
          <td className="right card-wide" data-label="Opted out">
            {group.optOuts === 0 ? (
              <span className="num">0%</span>
            ) : (
              <Link href={`/messages/opt-outs?number=${encodeURIComponent(group.value)}`} className="num link">
                {rate(group.optOuts, group.messages)}
              </Link>
            )}
          </td>
        </>
      ) : null}
    </tr>
  )
}

function failedShare(group: Group): number | null {
  const delivered = deliveredShare(group)
  return delivered === null ? null : 1 - delivered
}

/** `57 ms · 81 ms · 1.5 s` */
function spread(counts: readonly number[]): string {
  const found = [0.5, 0.95, 0.99].map((share) => percentileMs(counts, share))
  return found.includes(null) ? '–' : found.map((ms) => formatMs(ms ?? 0)).join(' · ')
}

function rate(some: number, all: number): string {
  return all === 0 ? '–' : formatShare(some / all)
}
