import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import { firstIdAt } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now, SECOND_MS } from '#lib/time.ts'
import { readDeliveryFilter } from './delivery-filter.ts'
import { matchValues, NEXT_PLACE } from './delivery-matches.sql.ts'
import { makeDue } from './make-due.ts'
import { REPLAYABLE, REPLAYABLE_MS } from './preview-replay.ts'

const FAULT_PAUSE_MS = 30 * SECOND_MS
/** Held messages in one transaction: each is released by itself, and the account sends nothing while its balance is locked. */
const MOST_HELD = 50

type Running = { id: string; filter: Record<string, string>; perSecond: number; cursor: string | null; until: Date }

/**
 * A second's worth of each replay that is due. Its place is written with what it made due, in one transaction or, with held messages, a
 * few: a worker that dies takes neither. Returns whether there was one.
 */
export async function runReplays(): Promise<boolean> {
  const due = await query<{ account_id: string; replay_id: string }>('select * from due_replays($1, 20)', [now()])
  for (const { account_id: accountId, replay_id: id } of due)
    try {
      for (let isMore = true, done = 0; isMore; )
        isMore = await tenantTransaction(accountId, async (tx) => {
          const replay = await take(tx, accountId, id)
          if (!replay) return false
          done += await goOn(tx, accountId, replay, replay.perSecond - done)
          return done < replay.perSecond
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

/** Oldest first, so that they arrive in the order in which they happened. Returns how many it took; all that it may when it is over. */
async function goOn(tx: Tx, accountId: string, { id, filter, cursor, until }: Running, most: number): Promise<number> {
  const at = now()
  const values = await matchValues(tx, accountId, readDeliveryFilter(filter), filter.zone ?? 'UTC')
  const found = await tx.query<{ id: string; isHeld: boolean }>(
    `select d.id, d.kind = 'inbound' and d.status = 'held' as "isHeld"
     from deliveries d where ${REPLAYABLE} and d.id < $${NEXT_PLACE + 1} and ($${NEXT_PLACE + 2}::uuid is null or d.id > $${NEXT_PLACE + 2})
     order by d.id limit $${NEXT_PLACE + 3}`,
    [...values, firstIdAt(new Date(at.getTime() - REPLAYABLE_MS)), firstIdAt(until), cursor, most],
  )
  const ids = upToHeld(found)
  const { due, left } = await makeDue(tx, accountId, ids, id)
  const isOver = found.length < most && ids.length === found.length
  const isPaused = isOver || ids.length === most
  await tx.query(
    `update replays set queued = queued + $3, skipped = skipped + $4, cursor_id = coalesce($5, cursor_id),
       state = case when $6 then 'done' else state end, ended_at = case when $6 then $7::timestamptz end,
       due_at = case when $6 then null when $8 then $7::timestamptz + interval '${SECOND_MS} milliseconds' else due_at end
     where account_id = $1 and id = $2`,
    [accountId, id, due.length, left.size, ids.at(-1) ?? null, isOver, at, isPaused],
  )
  return isOver ? most : ids.length
}

/** The first of them, with no more held ones than one transaction takes. */
function upToHeld(found: readonly { id: string; isHeld: boolean }[]): string[] {
  let held = 0
  const ids: string[] = []
  for (const { id, isHeld } of found) {
    held += isHeld ? 1 : 0
    if (held > MOST_HELD) break
    ids.push(id)
  }
  return ids
}
