import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now, SECOND_MS } from '#lib/time.ts'
import { readDeliveryFilter } from './delivery-filter.ts'
import { matchValues, NEXT_PLACE } from './delivery-matches.sql.ts'
import { makeDue } from './make-due.ts'
import { REPLAYABLE, REPLAYABLE_MS } from './preview-replay.ts'

const FAULT_PAUSE_MS = 10 * SECOND_MS

type Running = { id: string; filter: Record<string, string>; perSecond: number; cursor: string | null; until: Date }

/**
 * A second's worth of each replay that is due. Its place is written with what it made due, in one transaction: a worker that dies takes
 * neither. Returns whether there was one.
 */
export async function runReplays(): Promise<boolean> {
  const due = await query<{ account_id: string; replay_id: string }>('select * from due_replays($1, 20)', [now()])
  for (const { account_id: accountId, replay_id: id } of due)
    try {
      await tenantTransaction(accountId, async (tx) => {
        const replay = await take(tx, accountId, id)
        if (replay) await goOn(tx, accountId, replay)
      })
    } catch (fault) {
      // One that fails, whatever it is, keeps no other waiting.
      log.error({ accountId, replayId: id, fault: String(fault) }, 'a replay could not go on; it is tried again')
      await postpone(accountId, id)
    }
  return false
}

async function postpone(accountId: string, id: string): Promise<void> {
  await tenantTransaction(accountId, (tx) =>
    tx.query("update replays set due_at = $3 where account_id = $1 and id = $2 and state = 'running'", [
      accountId,
      id,
      new Date(now().getTime() + FAULT_PAUSE_MS),
    ]),
  )
}

async function take(tx: Tx, accountId: string, id: string): Promise<Running | null> {
  const [replay] = await tx.query<Running>(
    `select id, filter, per_second as "perSecond", cursor_id as cursor, until from replays
     where account_id = $1 and id = $2 and state = 'running' and due_at <= $3 for update skip locked`,
    [accountId, id, now()],
  )
  return replay ?? null
}

/** Oldest first, so that they arrive in the order in which they happened. */
async function goOn(tx: Tx, accountId: string, { id, filter, perSecond, cursor, until }: Running): Promise<void> {
  const at = now()
  const values = await matchValues(tx, accountId, readDeliveryFilter(filter), filter.zone ?? 'UTC')
  const events = await tx.query<{ id: string }>(
    `select d.id from deliveries d where ${REPLAYABLE} and d.id < $${NEXT_PLACE + 1} and ($${NEXT_PLACE + 2}::uuid is null or d.id > $${NEXT_PLACE + 2})
     order by d.id limit $${NEXT_PLACE + 3}`,
    [...values, firstIdAt(new Date(at.getTime() - REPLAYABLE_MS)), firstIdAt(until), cursor, perSecond],
  )
  const { due, left } = await makeDue(
    tx,
    accountId,
    events.map((event) => event.id),
    id,
  )
  const isOver = events.length < perSecond
  await tx.query(
    `update replays set queued = queued + $3, skipped = skipped + $4, cursor_id = coalesce($5, cursor_id),
       state = case when $6 then 'done' else state end, ended_at = case when $6 then $7::timestamptz end,
       due_at = case when $6 then null else $7::timestamptz + interval '${SECOND_MS} milliseconds' end
     where account_id = $1 and id = $2`,
    [accountId, id, due.length, left.size, events.at(-1)?.id ?? null, isOver, at],
  )
}
