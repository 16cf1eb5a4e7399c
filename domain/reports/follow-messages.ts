/**
 * The live feed of one account: new and changed messages in the order they committed. It reads the outbox, which holds a
 * row for each change that committed, below the oldest running transaction: nothing is passed over, whatever commits late.
 * A follower that was away goes on from its last position and has missed nothing, for as long as the outbox keeps its rows (a day).
 */
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { onNudge } from '#lib/nudges.ts'
import { ROW_COLUMNS, type RowColumns, toMessageRow } from './message-columns.ts'
import type { MessageRow } from './message-rows.ts'

export type FeedBatch = { position: string; rows: MessageRow[] }

const MAX_ROWS = 200
/** A follower looks at most this often, however busy its account is. */
const QUIET_MS = 120
/** It looks by itself after this, and yields an empty batch so that the connection shows it is alive. */
const KEEP_ALIVE_MS = 5_000

const CHANGED_SINCE = {
  name: 'changed_since',
  text: `
    with news as (
      select xid, id, message_id from outbox
      where account_id = $1 and (xid, id) > ($2::xid8, $3::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${MAX_ROWS}
    ), latest as (
      select distinct on (message_id) xid, id, message_id from news order by message_id, xid desc, id desc
    )
    select ${ROW_COLUMNS}, latest.xid::text as feed_xid, latest.id::text as feed_id
    from latest join messages m on m.account_id = $1 and m.id = latest.message_id order by latest.xid, latest.id`,
}

export async function* followMessages(scope: Scope, after: string, signal: AbortSignal): AsyncGenerator<FeedBatch> {
  demand(scope, 'messages.read')
  let [xid = '0', id = '0'] = /^\d{1,19}\.\d{1,18}$/.test(after) ? after.split('.') : []
  const bell = createBell(scope.accountId, signal)
  try {
    while (!signal.aborted) {
      const heard = bell.next()
      const rows = await tenantTransaction(scope.accountId, (tx) =>
        tx.query<RowColumns & { feed_xid: string; feed_id: string }>(CHANGED_SINCE, [scope.accountId, xid, id]),
      )
      const last = rows.at(-1)
      if (last) {
        xid = last.feed_xid
        id = last.feed_id
      }
      yield { position: `${xid}.${id}`, rows: rows.map((row) => toMessageRow(scope, row)) }
      await pause(QUIET_MS, signal)
      if (rows.length === 0) await heard
    }
  } finally {
    bell.stop()
  }
}

/** Rings when the relay says that this account has news, and by itself when it has been quiet too long. */
function createBell(accountId: string, signal: AbortSignal) {
  let ring = () => {}
  const stopListening = onNudge('feed', (payload) => {
    if (payload === '*' || payload.includes(accountId)) ring()
  })
  const onAbort = () => ring()
  signal.addEventListener('abort', onAbort, { once: true })
  return {
    next: () =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, KEEP_ALIVE_MS)
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
        if (signal.aborted) ring()
      }),
    stop: () => {
      ring()
      stopListening()
      signal.removeEventListener('abort', onAbort)
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
