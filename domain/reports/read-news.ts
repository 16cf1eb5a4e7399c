/** What has committed on an account since a position, and whom of its followers it concerns. */
import { tenantTransaction } from '#lib/db.ts'
import { isBefore, type Position } from './feed-position.ts'
import { type Fit, fitOf, type LiveGroup } from './live-group.ts'
import { ROW_COLUMNS, type RowColumns } from './message-columns.ts'
import { type FeedBatch, MOST_ROWS } from './tell-news.ts'

type Changed = { at: Position; row: RowColumns }

export type News = {
  from: Position
  to: Position
  /** Each message once, as it is now, in the order of its latest fact. */
  changed: Changed[]
  fits: ReadonlyMap<string, Fit>
  /** There is more already. */
  more: boolean
  /** It is the newest page alone: what is older than this id may be out of date. */
  floor: string | null
  /** What a group is told of it, when it is told all. */
  told: Map<string, FeedBatch>
}

const CHANGED_SINCE = {
  name: 'changed_since',
  text: `
    with news as (
      select xid, id, message_id from outbox
      where account_id = $1 and (xid, id) > ($2::xid8, $3::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit $4
    ), latest as (
      select distinct on (message_id) xid, id, message_id from news order by message_id, xid desc, id desc
    )
    select ${ROW_COLUMNS}, latest.xid::text as feed_xid, latest.id as feed_id, (select count(*)::int from news) as facts
    from latest cross join lateral ( -- message by message, never a join that reads all of the account
      select * from messages t where t.account_id = $1 and t.id = latest.message_id offset 0) m
    order by latest.xid, latest.id`,
}

type ChangedRow = RowColumns & { feed_xid: string; feed_id: bigint; facts: number }

/** At most so many facts. Below the oldest running transaction nothing can appear any more: nothing is passed over. */
export async function readNews(
  accountId: string,
  from: Position,
  groups: readonly LiveGroup[],
  limit: number,
): Promise<News> {
  return tenantTransaction(accountId, async (tx) => {
    // One snapshot for all of it.
    const [, [now], rows] = await Promise.all([
      tx.query('set transaction isolation level repeatable read, read only'),
      tx.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid'),
      tx.query<ChangedRow>(CHANGED_SINCE, [accountId, from.xid.toString(), from.id.toString(), limit]),
    ])
    const changed = rows.map((row) => ({ at: { xid: BigInt(row.feed_xid), id: row.feed_id }, row }))
    const ids = rows.map((row) => row.id)
    const fits = rows.length > 0 ? await Promise.all(groups.map((group) => fitOf(tx, group, ids))) : []
    const more = rows[0]?.facts === limit
    const end = more ? changed.at(-1)?.at : { xid: BigInt(now?.xid ?? 0), id: 0n }
    return {
      from,
      to: end && isBefore(from, end) ? end : from,
      changed,
      fits: new Map(groups.map((group, index) => [group.key, fits[index] ?? null])),
      more,
      floor: null,
      told: new Map(),
    }
  })
}

/** In the place of all that has committed: the newest messages, whatever they are. It costs the same however much has come. */
export async function readNewest(accountId: string, from: Position, groups: readonly LiveGroup[]): Promise<News> {
  return tenantTransaction(accountId, async (tx) => {
    // The position first: what commits in between comes again, and `rev` drops the double.
    const [[now], rows] = await Promise.all([
      tx.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid'),
      tx.query<RowColumns>(
        {
          name: 'newest_messages',
          text: `select ${ROW_COLUMNS} from messages m where m.account_id = $1 order by m.id desc limit $2`,
        },
        [accountId, MOST_ROWS],
      ),
    ])
    const to = { xid: BigInt(now?.xid ?? 0), id: 0n }
    return {
      from,
      to,
      changed: rows.toReversed().map((row) => ({ at: to, row })),
      fits: new Map(groups.map(({ key }) => [key, null])),
      more: false,
      floor: rows.at(-1)?.id ?? null,
      told: new Map(),
    }
  })
}

/** Two that follow each other, as one: of each message the later, for the groups that were known to both. */
export function joinNews(one: News, next: News): News {
  const again = new Set(next.changed.map(({ row }) => row.id))
  const earlier = (ids: ReadonlySet<string> | undefined) => [...(ids ?? [])].filter((id) => !again.has(id))
  const fits = [...next.fits].flatMap(([key, fit]): [string, Fit][] => {
    const before = one.fits.get(key)
    if (before === undefined) return []
    if (fit === null && before === null) return [[key, null]]
    const shown = new Set([...earlier(before?.shown), ...(fit?.shown ?? [])])
    const left = new Set([...earlier(before?.left), ...(fit?.left ?? [])])
    return [[key, { shown, left }]]
  })
  const changed = [...one.changed.filter(({ row }) => !again.has(row.id)), ...next.changed]
  return { ...next, from: one.from, changed, fits: new Map(fits) }
}
