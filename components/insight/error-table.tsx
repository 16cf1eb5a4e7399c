import Link from 'next/link'
import { formatShare } from '#components/chart/chart-data.ts'
import { InlineBar } from '#components/chart/inline-bar.tsx'
import { adviceFor } from '#domain/insights/error-advice.ts'
import type { When } from '#domain/insights/insight-span.ts'
import { failedWith } from '#domain/insights/messages-behind.ts'
import type { Failure } from '#domain/insights/read-insights.ts'
import { logHref } from './insight-view.ts'

type Props = { failures: Failure[]; failed: number; when: When }

const count = new Intl.NumberFormat('en-US')
const WORDS: Partial<Record<string, string>> = { expired: 'Expired', rejected: 'Rejected', undelivered: 'Undelivered' }

/** Why messages failed, most often first, and what to do about it. */
export function ErrorTable({ failures, failed, when }: Props) {
  const most = failures[0]?.messages ?? 1
  return (
    <div className="ledger-frame">
      <ul className="divide-y divide-line">
        {failures.map(({ status, code, messages }) => {
          const { meaning, action, source, isSpamLike } = adviceFor(status, code)
          return (
            <li
              key={`${status} ${code}`}
              className="grid gap-x-6 gap-y-1.5 px-4 py-3 sm:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <div className="grid content-start gap-1.5">
                <p className="flex flex-wrap items-baseline gap-x-2 text-13">
                  <span className="num font-medium">{code === '' ? 'no code' : code}</span>
                  <span className="text-ink-3">{WORDS[status]}</span>
                </p>
                <Link
                  href={logHref({ ...failedWith({ status, code }), ...when })}
                  className="flex min-h-6 items-center gap-2 text-13"
                >
                  <InlineBar share={messages / most} className="min-w-0 flex-1" />
                  <span className="num link">{count.format(messages)}</span>
                  <span className="sr-only">
                    {` ${messages === 1 ? 'message' : 'messages'} that ended with ${code === '' ? `${status}, without a code` : code}, `}
                  </span>
                  <span className="num w-12 text-right text-ink-3">{formatShare(messages / Math.max(1, failed))}</span>
                </Link>
              </div>
              <div className="grid content-start gap-0.5 text-13">
                <p className="font-medium">
                  {meaning}
                  {isSpamLike ? (
                    <span className="ml-2 rounded-full bg-held-wash px-2 text-12 text-held">Taken for spam</span>
                  ) : null}
                </p>
                <p className="text-ink-2">{action}</p>
                {source ? (
                  <p className="text-12 text-ink-3">Meaning by {source}; a carrier’s own list goes first.</p>
                ) : null}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
