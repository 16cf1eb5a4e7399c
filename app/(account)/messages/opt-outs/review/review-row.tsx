import Link from 'next/link'
import { messageHref } from '#components/table/log-href.ts'
import { QUIET } from '#components/ui/button.ts'
import { TestMark } from '#components/ui/test-mark.tsx'
import type { ShownReview } from './to-shown.ts'

type Props = { review: ShownReview; mayDecide: boolean; pending: boolean }

export function ReviewRow({ review, mayDecide, pending }: Props) {
  const { messageId, consumer, number, body, phrase, reason, state } = review
  const isOpen = state === 'open'
  return (
    <li
      data-review={isOpen ? messageId : undefined}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-3 rounded-md border border-line bg-surface px-4 py-3.5 focus-within:border-signal panel:grid-cols-[minmax(0,1fr)_15rem_auto] panel:items-start"
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-13">
          {review.isTest ? <TestMark /> : null}
          <Link
            href={messageHref(review.ref)}
            data-open={isOpen ? messageId : undefined}
            className="link num font-medium"
          >
            {consumer}
          </Link>
          <span className="text-ink-3">
            to <span className="num">{number}</span>, <span className="num">{review.at}</span>
          </span>
        </p>
        {body === null ? (
          <p className="text-ink-3">Your role does not see what messages say.</p>
        ) : (
          <p className="max-w-[72ch] break-words whitespace-pre-wrap">{body.slice(0, 600)}</p>
        )}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1 text-13">
        <p className="break-words text-ink-2">
          {reason}
          {phrase ? <span className="text-ink-3"> (“{phrase}”)</span> : null}
        </p>
        {isOpen ? (
          <p title={review.deadlineTitle} className={review.isUrgent ? 'font-medium text-failed' : 'text-ink-3'}>
            Until <span className="num">{review.deadline}</span>, {review.left}
          </p>
        ) : (
          <p className="text-ink-3">
            {state === 'accepted' ? 'Accepted' : 'Dismissed'} by {review.decidedBy}
          </p>
        )}
      </div>
      {mayDecide ? <Buttons review={review} pending={pending} /> : null}
    </li>
  )
}

function Buttons({ review: { messageId, consumer, state }, pending }: Pick<Props, 'review' | 'pending'>) {
  if (state === 'accepted') return null
  return (
    <div className="flex flex-wrap gap-2 panel:w-[11.5rem] panel:justify-end">
      <button
        type="submit"
        name="accept"
        value={messageId}
        disabled={pending}
        aria-label={`Accept the opt-out of ${consumer}`}
        className={QUIET}
      >
        {state === 'open' ? 'Accept' : 'Accept after all'}
      </button>
      {state === 'open' ? (
        <button
          type="submit"
          name="dismiss"
          value={messageId}
          disabled={pending}
          aria-label={`Dismiss: ${consumer} did not ask to stop`}
          className={QUIET}
        >
          Dismiss
        </button>
      ) : null}
    </div>
  )
}
