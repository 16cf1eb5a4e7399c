/**
 * What nobody finished: leases that lapsed because a worker died, doubts that no receipt has ended, messages that waited
 * past their validity. Each becomes a move, so its event, money and web hook come with it.
 */
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { Status } from './status.ts'
import { type Move, transition } from './transition.ts'

type Due = { id: string; status: Status; resent: boolean; expired: boolean; doubt_ms: number }

// Locked as they are read: between reading and moving, another broom and a claim could make a doubt a message on the wire.
const DUE_FOR_SWEEP = {
  name: 'due_for_sweep',
  text: `
    select m.id, m.status, m.resent, m.expires_at <= $2 as expired, coalesce(l.doubt_ms, 60000) as doubt_ms
    from messages m left join links l on l.id = m.link_id
    where m.account_id = $1 and m.due_at <= $2
      and (m.status in ('sending', 'uncertain') or (m.status = 'accepted' and m.expires_at <= $2))
    order by m.due_at limit $3 for update of m skip locked`,
}

export async function sweepMessages(accountId: string, limit = 500): Promise<number> {
  const at = now()
  return tenantTransaction(accountId, async (tx) => {
    const due = await tx.query<Due>(DUE_FOR_SWEEP, [accountId, at, limit])
    const moved = await transition(
      tx,
      accountId,
      due.map((row) => moveFor(row, at)),
    )
    return moved.size
  })
}

/**
 * A lapsed lease may have left bytes on the wire, so it is a doubt, never a plain retry. A doubt is submitted once more
 * after the link's waiting time (the drop rule); the second time it is given up and the hold released: nobody pays for
 * what we cannot prove.
 */
function moveFor(row: Due, at: Date): Move {
  if (row.status === 'sending') {
    const dueAt = new Date(at.getTime() + row.doubt_ms)
    return { id: row.id, to: 'uncertain', dueAt, detail: { reason: 'the worker that had it stopped answering' } }
  }
  if (row.status === 'uncertain' && !row.resent && !row.expired) {
    return {
      id: row.id,
      to: 'accepted',
      dueAt: at,
      resent: true,
      detail: { reason: 'no answer and no receipt: submitted once more' },
    }
  }
  const reason =
    row.status === 'uncertain' ? 'The carrier never answered.' : 'It could not be sent within its validity.'
  return { id: row.id, to: 'expired', error: { code: null, reason } }
}
