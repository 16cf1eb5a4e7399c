/**
 * What an inbound message says about being sent to at all: STOP, START, HELP, or the same in plain words. In the transaction that
 * stores the message and holds the account's balance: what is accepted after it has seen it.
 */
import type { Tx } from '#lib/db.ts'
import { DAY_MS, MINUTE_MS } from '#lib/time.ts'
import { asksToStop } from './asks-to-stop.ts'
import { flagReview } from './flag-review.ts'
import { insertOptOuts } from './insert-opt-outs.ts'
import { readKeyword } from './keyword.ts'
import { liftOptOuts } from './lift-opt-outs.ts'
import type { Pair } from './opt-out.ts'
import { reply } from './reply.ts'

export type Heard = { id: string; to: string; from: string; body: string; isTest: boolean; at: Date }

/**
 * Answers are free, so they have an end: HELP once a minute, and of all kinds so many a day for one pair. Two machines that answer each
 * other come to rest. What was asked for holds all the same.
 */
const HELP_AGAIN_MS = MINUTE_MS
const MOST_A_DAY = 10

/** A step. */
export async function heedInbound(tx: Tx, accountId: string, heard: Heard): Promise<void> {
  const { id: messageId, to: number, from: consumer, isTest } = heard
  const pair: Pair = { number, consumer, isTest }
  switch (readKeyword(heard.body)) {
    case 'stop': {
      const made = await insertOptOuts(tx, accountId, [{ ...pair, source: 'keyword', messageId, at: heard.at }])
      // Who has stopped already has had the one confirmation.
      if (made.length > 0 && (await mayAnswer(tx, accountId, pair, heard.at)))
        await reply(tx, accountId, 'confirmation', heard)
      return
    }
    case 'start':
    case 'yes': {
      const lifted = await liftOptOuts(tx, accountId, pair, { source: 'keyword', messageId })
      if (lifted.length > 0 && (await mayAnswer(tx, accountId, pair, heard.at)))
        await reply(tx, accountId, 'resubscribed', heard)
      return
    }
    case 'help':
      if (await mayAnswer(tx, accountId, pair, heard.at, HELP_AGAIN_MS)) await reply(tx, accountId, 'help', heard)
      return
    default: {
      const asking = asksToStop(heard.body)
      if (asking) await flagReview(tx, accountId, heard, asking)
    }
  }
}

async function mayAnswer(tx: Tx, accountId: string, { number, consumer }: Pair, at: Date, helpAgainMs = 0) {
  const [answered] = await tx.query<{ today: bigint; help: boolean | null }>(
    {
      name: 'answers_before',
      text: `select count(*) as today, bool_or(kind = 'help' and at > $5) as help from opt_out_replies
             where account_id = $1 and consumer = $2 and number = $3 and at > $4`,
    },
    [accountId, consumer, number, new Date(at.getTime() - DAY_MS), new Date(at.getTime() - helpAgainMs)],
  )
  return Number(answered?.today ?? 0) < MOST_A_DAY && !answered?.help
}
