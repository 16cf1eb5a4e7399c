/**
 * One reader an account: it reads what has committed once, however many follow, and keeps the last of it, so that whoever was
 * away for a moment goes on from memory. It begins with the first follower and ends a little after the last.
 */
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { query } from '#lib/db.ts'
import { isBefore, type Position } from './feed-position.ts'
import { createBell } from './live-bell.ts'
import { isOfNewest, type LiveGroup } from './live-group.ts'
import { forgetPace, ROWS_A_SECOND, restMs } from './live-pace.ts'
import { joinNews, type News, readNewest, readNews } from './read-news.ts'
import { inFeedTurn } from './reading-turns.ts'

const FACTS_A_READ = 1_000
const MOST_READS = 10
const KEPT_ROWS = 2_000
/** Whom everybody has left is thought of a little longer: a connection that was cut comes back. */
const LINGER_MS = 15_000
/** Whoever asks for something else again and again leaves no more of it behind than this: each is asked for at every look. */
const MOST_LINGERING = 50
export type Hub = {
  followers: () => number
  /** Where it has read to; null before its first look. */
  head: () => Position | null
  /** What came after a position, for a group; null when memory does not reach so far. */
  since: (position: Position, group: LiveGroup) => readonly News[] | null
  /** Resolves when it has looked again, false after `ms` without; rejects when it cannot look. */
  next: (ms: number, signal: AbortSignal) => Promise<boolean>
  leave: () => void
}

type Shared = Omit<Hub, 'leave'> & { join: (group: LiveGroup) => () => void }

const hubs = new Map<string, Shared>()

export function joinHub(group: LiveGroup): Hub {
  const { accountId } = group.scope
  const hub = hubs.get(accountId) ?? openHub(accountId)
  hubs.set(accountId, hub)
  return { ...hub, leave: hub.join(group) }
}

function openHub(accountId: string): Shared {
  const groups = new Map<string, { group: LiveGroup; followers: number; leftAt: number }>()
  const waiting = new Set<PromiseWithResolvers<boolean>>()
  const kept: News[] = []
  let keptFrom: Position | null = null
  let head: Position | null = null
  let followers = 0
  let leftAt = performance.now()
  let ended: { fault: unknown } | null = null
  const bell = createBell(accountId)

  async function run(): Promise<void> {
    const [now] = await query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid')
    head = { xid: BigInt(now?.xid ?? 0), id: 0n }
    keptFrom = head
    while (followers > 0 || performance.now() - leftAt < LINGER_MS) {
      const rung = bell.next()
      const startedAt = performance.now()
      const news = await look(head)
      head = news.to
      const found = news.changed.length
      if (found > 0) keep(news)
      wake((one) => one.resolve(true))
      // The followers tell it before the clock is read.
      await setImmediate()
      await sleep(restMs(accountId, { tookMs: performance.now() - startedAt, found, followers }))
      if (found === 0) await rung
    }
  }

  async function look(from: Position): Promise<News> {
    forget()
    const asked = [...groups.values()].map(({ group }) => group)
    let news = await inFeedTurn(accountId, () => readNews(accountId, from, asked, FACTS_A_READ))
    // A flood that nobody could read is not read either.
    if (news.more && followers * FACTS_A_READ > ROWS_A_SECOND && asked.every(isOfNewest))
      return inFeedTurn(accountId, () => readNewest(accountId, from, asked))
    for (let reads = 1; news.more && reads < MOST_READS; reads += 1) {
      const { to } = news
      news = joinNews(news, await inFeedTurn(accountId, () => readNews(accountId, to, asked, FACTS_A_READ)))
    }
    return news
  }

  function keep(news: News): void {
    kept.push(news)
    for (let rows = kept.reduce((sum, one) => sum + one.changed.length, 0); rows > KEPT_ROWS && kept.length > 1; ) {
      const [oldest] = kept.splice(0, 1)
      rows -= oldest?.changed.length ?? 0
      keptFrom = oldest?.to ?? keptFrom
    }
  }

  function forget(): void {
    const left = [...groups].filter(([, one]) => one.followers === 0).sort(([, a], [, b]) => b.leftAt - a.leftAt)
    for (const [nth, [key, one]] of left.entries())
      if (nth >= MOST_LINGERING || performance.now() - one.leftAt > LINGER_MS) groups.delete(key)
  }

  function wake(tell: (one: PromiseWithResolvers<boolean>) => void): void {
    const all = [...waiting]
    waiting.clear()
    for (const one of all) tell(one)
  }

  function end(fault: unknown): void {
    ended = { fault }
    bell.stop()
    forgetPace(accountId)
    if (hubs.get(accountId) === hub) hubs.delete(accountId)
    wake((one) => one.reject(fault))
  }

  const hub: Shared = {
    followers: () => followers,
    head: () => head,
    since(position, group) {
      if (!head || !keptFrom || isBefore(position, keptFrom)) return null
      const news = kept.filter((one) => isBefore(position, one.to))
      return news.every((one) => one.fits.has(group.key)) ? news : null
    },
    async next(ms, signal) {
      if (ended) throw ended.fault
      const one = Promise.withResolvers<boolean>()
      const quiet = () => one.resolve(false)
      const timer = setTimeout(quiet, ms)
      signal.addEventListener('abort', quiet, { once: true })
      waiting.add(one)
      try {
        return await one.promise
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', quiet)
        waiting.delete(one)
      }
    },
    join(group) {
      followers += 1
      const own = groups.get(group.key) ?? { group, followers: 0, leftAt: 0 }
      groups.set(group.key, own)
      own.followers += 1
      return () => {
        followers -= 1
        own.followers -= 1
        leftAt = own.leftAt = performance.now()
      }
    },
  }
  run().then(() => end(new Error('nobody followed any more')), end)
  return hub
}
