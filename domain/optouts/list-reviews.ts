import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'

export type Review = {
  messageId: string
  number: string
  consumer: string
  isTest: boolean
  reason: string
  /** Null for who may not read what messages say. */
  phrase: string | null
  body: string | null
  at: Date
  deadline: Date
  state: 'open' | 'accepted' | 'dismissed'
  decidedBy: string | null
  decidedAt: Date | null
}

const COLUMNS = `r.message_id as "messageId", r.number, r.consumer, r.is_test as "isTest", r.reason, r.phrase, m.body, r.at,
  r.deadline, r.state, r.decided_by as "decidedBy", r.decided_at as "decidedAt"`
const FROM = 'optout_reviews r join messages m on m.account_id = r.account_id and m.id = r.message_id'

/** Those that are open, the most urgent first. */
export async function listOpenReviews(scope: Scope, limit: number): Promise<Review[]> {
  demand(scope, 'messages.read')
  return read(scope, `r.state = 'open' order by r.deadline, r.message_id`, limit)
}

/** What was decided, newest first. */
export async function listDecidedReviews(scope: Scope, limit: number): Promise<Review[]> {
  demand(scope, 'messages.read')
  return read(scope, `r.state <> 'open' order by r.message_id desc`, limit)
}

async function read(scope: Scope, which: string, limit: number): Promise<Review[]> {
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<Review>(`select ${COLUMNS} from ${FROM} where r.account_id = $1 and ${which} limit $2`, [
      scope.accountId,
      limit,
    ]),
  )
  return may(scope, 'messages.content') ? rows : rows.map((row) => ({ ...row, phrase: null, body: null }))
}

export const MOST_COUNTED = 99

/** For a badge: at most one more than it shows. */
export async function countOpenReviews(scope: Scope): Promise<number> {
  demand(scope, 'messages.read')
  const [row] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ n: bigint }>(
      `select count(*) as n from (
         select from optout_reviews where account_id = $1 and state = 'open' limit ${MOST_COUNTED + 1}) open`,
      [scope.accountId],
    ),
  )
  return Number(row?.n ?? 0)
}
