/** A review as the page writes it: what a client needs, and no more. */
import { fullMoment, shortMoment } from '#components/time/zone.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { Review } from '#domain/optouts/list-reviews.ts'
import { toMessageRef } from '#lib/ids.ts'
import { DAY_MS } from '#lib/time.ts'

export type ShownReview = Pick<
  Review,
  'messageId' | 'isTest' | 'reason' | 'phrase' | 'body' | 'state' | 'decidedBy'
> & {
  ref: string
  consumer: string
  number: string
  at: string
  deadline: string
  deadlineTitle: string
  left: string
  isUrgent: boolean
}

const URGENT_DAYS = 3

export function toShown(review: Review, { zone, at }: { zone: string; at: Date }): ShownReview {
  const { messageId, isTest, reason, phrase, body, state, decidedBy } = review
  const days = Math.floor((review.deadline.getTime() - at.getTime()) / DAY_MS)
  const left = days < 0 ? 'overdue' : days === 0 ? 'today' : days === 1 ? 'in 1 day' : `in ${days} days`
  return {
    messageId,
    isTest,
    reason,
    phrase,
    body,
    state,
    decidedBy,
    ref: toMessageRef(messageId),
    consumer: formatNumber(review.consumer),
    number: formatNumber(review.number),
    at: shortMoment(review.at.toISOString(), zone),
    deadline: shortMoment(review.deadline.toISOString(), zone),
    deadlineTitle: fullMoment(review.deadline.toISOString(), zone),
    left,
    isUrgent: days < URGENT_DAYS,
  }
}
