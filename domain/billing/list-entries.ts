import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { SpendKind } from '#domain/ledger/spend-line.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { toMessageRef } from '#lib/ids.ts'
import { isId } from '#lib/is-id.ts'
import type { Bounds } from '#lib/written-span.ts'
import { type EntryFilter, kindsOfFilter } from './entry-filter.ts'
import { balanceOnceAt } from './running-balance.ts'
import { boundsOfEntries } from './sum-entries.ts'

export type EntryMessage = {
  /** `mdr2-` and 32 hex digits. */
  id: string
  direction: 'outbound' | 'inbound'
  status: string
  parts: number
  from: string
  to: string
}

export type Entry = {
  id: string
  at: Date
  kind: SpendKind
  /** What it adds to the posted balance; below zero what it takes. */
  nanos: bigint
  reason: string
  /** The account's own number that it is about; '' for money in and out. */
  number: string
  type: string
  destination: string
  partNanos: bigint
  surchargeNanos: bigint
  key: string | null
  message: EntryMessage | null
}

/** `next`: where older ones go on; also when so many were looked through that the rest is left to another look. */
export type EntryPage = { entries: Entry[]; next: string | null }
/** `balances`: the posted balance after each entry, where the list leaves none out and so can say it. */
export type EntryList = EntryPage & { balances: bigint[] | null; bounds: Bounds }

export type Row = Omit<Entry, 'message'> & {
  message: string | null
  direction: EntryMessage['direction'] | null
  status: string | null
  parts: number | null
  from_e164: string | null
  to_e164: string | null
}

const PAGE = 50
/** A narrow filter looks through these before it asks to be told to go on. */
const MOST_LOOKED_AT = 5_000

/** Newest first, along the index of their time. Facts of an entry are those that `spend_of` sums it up by. */
const ENTRIES = {
  name: 'list_entries',
  text: `
    select * from (
      select p.id, p.at, p.kind,
        case when p.kind in ('credit', 'refund') then p.amount_nanos else -p.amount_nanos end as nanos, p.reason,
        coalesce(case m.direction when 'outbound' then m.from_e164 when 'inbound' then m.to_e164 end, p.number, '') as number,
        coalesce(m.number_kind, case when p.number is null then '' when substr(p.number, 3, 3) in
          ('800', '833', '844', '855', '866', '877', '888') then 'toll_free' else 'longcode' end) as type,
        coalesce(m.destination, '') as destination,
        coalesce(m.part_nanos, case when p.number is null then 0 else coalesce((select r.amount_nanos from ledger_postings r
          where r.account_id = $1 and r.id = p.reverses), p.amount_nanos) end) as "partNanos",
        coalesce(m.surcharge_nanos, 0) as "surchargeNanos", m.key_id as key, m.id as message, m.direction, m.status, m.parts,
        m.from_e164, m.to_e164
      from (
        select * from ledger_postings where account_id = $1 and kind not in ('hold', 'release') and not is_test
          and at >= $2 and at < $3 and (at, id) < ($4, $5)
        order by at desc, id desc limit ${MOST_LOOKED_AT}) p
      left join lateral (select * from messages t where t.account_id = $1 and t.id = p.message_id offset 0) m on true
    ) e
    where e.kind = any($6) and ($7 = '' or e.type = $7) and ($8 = '' or e.destination = $8)
      and ($9 = '' or e."partNanos" || '+' || e."surchargeNanos" = $9)
      and ($10 = '' or e.number = case $10 when 'none' then '' else $10 end)
      and ($11 = '' or coalesce(e.key::text, '') = case $11 when 'none' then '' else $11 end)
    limit $12`,
}

const LAST_LOOKED_AT = {
  name: 'last_entry_looked_at',
  text: `
    select at, id from ledger_postings where account_id = $1 and kind not in ('hold', 'release') and not is_test
      and at >= $2 and at < $3 and (at, id) < ($4, $5)
    order by at desc, id desc offset ${MOST_LOOKED_AT - 1} limit 1`,
}

export async function listEntries(scope: Scope, filter: EntryFilter, before = ''): Promise<EntryList> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    await tx.query('set transaction isolation level repeatable read')
    const bounds = await boundsOfEntries(tx, scope, filter)
    const page = await readEntryPage(tx, scope, filter, { ...bounds, before, limit: PAGE })
    const { since: _, until: __, ...narrowed } = filter
    const [first] = page.entries
    const isWhole = Object.values(narrowed).every((value) => value === '')
    const newest = isWhole && first ? await balanceOnceAt(tx, scope, first) : null
    return { ...page, bounds, balances: newest === null ? null : runningFrom(newest, page.entries) }
  })
}

/** Newest first: what is left after an entry is what was there before the next newer one. */
function runningFrom(newest: bigint, entries: readonly Entry[]): bigint[] {
  let left = newest
  return entries.map(({ nanos }) => {
    const after = left
    left -= nanos
    return after
  })
}

type Asked = Bounds & { before: string; limit: number }

/** A step. */
export async function readEntryPage(tx: Tx, scope: Scope, filter: EntryFilter, asked: Asked): Promise<EntryPage> {
  const from = [scope.accountId, asked.from ?? '-infinity', asked.until ?? 'infinity', ...readCursor(asked.before)]
  const { type, destination, rate, number, key } = filter
  const rows = await tx.query<Row>(ENTRIES, [
    ...from,
    kindsOfFilter(filter),
    type,
    destination,
    rate,
    number,
    key,
    asked.limit + 1,
  ])
  const entries = rows.slice(0, asked.limit).map(toEntry)
  if (rows.length > asked.limit) return { entries, next: cursorOf(entries.at(-1)) }
  const [last] = await tx.query<{ at: Date; id: string }>(LAST_LOOKED_AT, from)
  return { entries, next: cursorOf(last) }
}

function toEntry({ message, direction, status, parts, from_e164, to_e164, ...entry }: Row): Entry {
  const isOfMessage = message !== null && direction !== null
  return {
    ...entry,
    message: isOfMessage
      ? {
          id: toMessageRef(message),
          direction,
          status: status ?? '',
          parts: parts ?? 0,
          from: from_e164 ?? '',
          to: to_e164 ?? '',
        }
      : null,
  }
}

function cursorOf(entry: { at: Date; id: string } | undefined): string | null {
  return entry ? `${entry.at.toISOString()}_${entry.id}` : null
}

/** One that is none begins at the newest. */
function readCursor(text: string): [string, string] {
  const [at = '', id = ''] = text.split('_')
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && !Number.isNaN(Date.parse(at))
  return isTime && isId(id) ? [at, id] : ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
}
