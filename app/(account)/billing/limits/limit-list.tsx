import { Moment } from '#components/time/moment.tsx'
import { formatNanos } from '#domain/ledger/money.ts'
import { PERIOD_WORDS } from '#domain/limits/limit-words.ts'
import type { ListedLimit } from '#domain/limits/list-limits.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { ChangeLimit, RemoveLimit } from './limit-row-forms.tsx'

type Props = { limits: ListedLimit[]; zone: string; mayChange: boolean }

export function LimitList({ limits, zone, mayChange }: Props) {
  return (
    <ul className="grid divide-y divide-line rounded-md border border-line">
      {limits.map((limit) => (
        <li key={limit.id} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 py-3">
          <Line limit={limit} zone={zone} />
          {mayChange ? (
            <details>
              <summary className="link w-fit cursor-pointer text-13">
                Change<span className="sr-only"> {limit.name}</span>
              </summary>
              <div className="grid gap-3 py-3">
                <ChangeLimit
                  id={limit.id}
                  terms={{ name: limit.name, amount: typed(limit.limitNanos), percents: limit.percents.join(' ') }}
                />
                <RemoveLimit id={limit.id} name={limit.name} />
              </div>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Line({ limit, zone }: { limit: ListedLimit; zone: string }) {
  const percent = limit.limitNanos === 0n ? 100n : (limit.spentNanos * 100n) / limit.limitNanos
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-medium break-words">{limit.name}</p>
        <p className="num text-13">
          {formatNanos(limit.spentNanos, 4)} of {formatNanos(limit.limitNanos, 2)}
        </p>
      </div>
      <progress
        value={Math.min(100, Number(percent))}
        max={100}
        aria-label={`Spent of ${limit.name}`}
        className="job-progress h-2 w-full"
      />
      <p className="text-13 text-ink-2">
        {subjectOf(limit)}, {PERIOD_WORDS[limit.period]} · <span className="num">{String(percent)}%</span>
        {limit.until ? (
          <>
            {' '}
            · begins anew <Moment at={limit.until.toISOString()} zone={zone} as="shortMoment" />
          </>
        ) : null}
        {' · '}
        {limit.percents.length > 0 ? `tells at ${limit.percents.map((one) => `${one}%`).join(', ')}` : 'tells nobody'}
        {limit.alerted.length > 0 ? ` · told at ${limit.alerted.map((one) => `${one}%`).join(', ')}` : ''}
      </p>
    </>
  )
}

function subjectOf({ subject, value, keyName }: ListedLimit): string {
  if (subject === 'account') return 'The whole account'
  if (subject === 'key') return `Key ${keyName ?? value}`
  return subject === 'number' ? `From ${formatNumber(value)}` : `To ${value}…`
}

/** As it is typed, exact. */
function typed(nanos: bigint): string {
  const [whole, rest] = [nanos / 1_000_000_000n, String(nanos % 1_000_000_000n).padStart(9, '0')]
  return `${whole}.${rest.slice(0, 2)}${rest.slice(2).replace(/0+$/, '')}`
}
