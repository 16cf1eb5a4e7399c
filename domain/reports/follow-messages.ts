/**
 * The live feed of one account: new and changed messages in the order they committed. It is read from the outbox, which holds a
 * row for each change that committed, below the oldest running transaction: nothing is passed over, whatever commits late.
 * A follower that was away goes on from its last position and has missed nothing, for as long as the outbox keeps its rows (a day):
 * from the memory of the account's hub, or from the database until it has caught up with it.
 */
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { formatPosition, isBefore, type Position, parsePosition } from './feed-position.ts'
import { groupOf, type Wanted } from './live-group.ts'
import { joinHub } from './live-hub.ts'
import { ROWS_A_SECOND } from './live-pace.ts'
import { readNews } from './read-news.ts'
import { inFeedTurn } from './reading-turns.ts'
import { type FeedBatch, tell } from './tell-news.ts'

/** It yields an empty batch at once and then after this, so that the connection shows it is alive. */
const KEEP_ALIVE_MS = 5_000
const FACTS_A_READ = 500
/** Of how many messages it is remembered what was told of them while catching up. */
const MOST_REMEMBERED = 5_000

export async function* followMessages(
  scope: Scope,
  after: string,
  signal: AbortSignal,
  wanted: Wanted = null,
): AsyncGenerator<FeedBatch> {
  demand(scope, 'messages.read')
  const group = groupOf(scope, wanted)
  const hub = joinHub(group)
  let position = parsePosition(after)
  let hasSpoken = false
  const caughtUp = rememberTold()
  try {
    while (!signal.aborted) {
      const news = hub.since(position, group)
      if (news === null) {
        const from = position
        const missed = await inFeedTurn(scope.accountId, () => readNews(scope.accountId, from, [group], FACTS_A_READ))
        position = missed.to
        hasSpoken = true
        const batch = tell(missed, group, from, false)
        caughtUp.note(batch, hub.head())
        yield batch
        continue
      }
      for (const one of news) {
        const cut = one.changed.length * hub.followers() > ROWS_A_SECOND
        const batch = caughtUp.withoutOlder(tell(one, group, position, cut), position)
        position = one.to
        if (batch.rows.length === 0 && batch.left.length === 0) continue
        hasSpoken = true
        yield batch
      }
      if (news.length > 0) continue
      // Nothing lies between: it need not be read again after a cut.
      const head = hub.head()
      if (head && isBefore(position, head)) position = head
      if (hasSpoken && (await hub.next(KEEP_ALIVE_MS, signal))) continue
      hasSpoken = true
      yield { position: formatPosition(position), rows: [], left: [] }
    }
  } finally {
    hub.leave()
  }
}

/**
 * A row is read as it is now. What the hub read before somebody caught up can be older than what they were told then, and comes after
 * it; what it reads later cannot.
 */
function rememberTold() {
  const revs = new Map<string, number>()
  let until: Position | null = null
  return {
    note({ rows, left }: FeedBatch, head: Position | null): void {
      for (const { id, rev } of [...rows, ...left]) {
        revs.delete(id)
        revs.set(id, rev)
      }
      for (const id of revs.keys()) {
        if (revs.size <= MOST_REMEMBERED) break
        revs.delete(id)
      }
      until = head
    },
    withoutOlder(batch: FeedBatch, position: Position): FeedBatch {
      if (revs.size === 0) return batch
      if (until && !isBefore(position, until)) {
        revs.clear()
        return batch
      }
      const isNews = ({ id, rev }: { id: string; rev: number }) => rev >= (revs.get(id) ?? 0)
      return { ...batch, rows: batch.rows.filter(isNews), left: batch.left.filter(isNews) }
    },
  }
}
