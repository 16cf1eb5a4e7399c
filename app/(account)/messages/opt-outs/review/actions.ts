'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { decideReview } from '#domain/optouts/decide-review.ts'

/** One form with two buttons a row: which one it was says what to do, and with which. */
export const decide = accountAction('decide opt-out', 'routing.manage', async ({ scope }, form) => {
  const accepted = text(form, 'accept')
  // Whatever comes of it, the page shows how it is now: somebody else may have been first.
  refresh()
  const pair = await decideReview(scope, { messageId: accepted || text(form, 'dismiss'), accept: accepted !== '' })
  const [who, whose] = [formatNumber(pair.consumer), formatNumber(pair.number)]
  return {
    message: accepted ? `${who} gets no more messages from ${whose}.` : `Dismissed. ${who} can still be sent to.`,
    values: {},
  }
})
