/**
 * A message log of any size over the last sixty days, half of it in one account, the rest over a thousand: made by the database from
 * row numbers, so that it is the same in every run. What the relays would have written stands there too.
 */
import type pg from 'pg'
import { newId } from '#lib/ids.ts'

export const DAYS = 60
const OTHERS = 1_000
/** Each statement makes this many rows: progress can be told, and nothing waits for one transaction of ten million. */
const SLICE = 500_000

export type Filled = { accountId: string; keyIds: string[]; linkIds: string[]; busy: string; quiet: string }

export async function fillLog(owner: pg.Client, accountId: string, rows: number): Promise<Filled> {
  const filled: Filled = {
    accountId,
    keyIds: Array.from({ length: 5 }, () => newId()),
    linkIds: Array.from({ length: 3 }, () => newId()),
    busy: '+12065550100',
    quiet: '+18775550199',
  }
  await makeAccounts(owner, filled)
  const indexes = await takeIndexes(owner, ['messages', 'message_texts'])
  await owner.query(
    `set synchronous_commit = off; set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2`,
  )
  for (let from = 0; from < rows; from += SLICE) {
    const until = Math.min(rows, from + SLICE)
    await owner.query(MESSAGES, [from, until - 1, rows, filled.accountId, filled.keyIds, filled.linkIds])
    console.error(`  filling: ${until.toLocaleString('en-US')} of ${rows.toLocaleString('en-US')} messages`)
  }
  await owner.query(
    'insert into message_texts (account_id, message_id, body) select account_id, id, body from messages',
  )
  await owner.query(ROLLUPS)
  await owner.query(TOTALS)
  for (const index of indexes) {
    console.error(`  filling: ${index.slice(0, 60)}`)
    await owner.query(index)
  }
  // What a table that grew row by row has by now, thanks to autovacuum.
  await owner.query('vacuum (analyze) messages, message_texts, message_rollups, message_totals')
  return filled
}

async function makeAccounts(owner: pg.Client, { accountId, keyIds, linkIds }: Filled): Promise<void> {
  await owner.query(
    `insert into accounts (id, name, created_at) select ${OTHER_ID}, 'Other ' || n, now() from generate_series(0, ${OTHERS - 1}) n`,
  )
  await owner.query('insert into balances (account_id, available_nanos) select id, 0 from accounts where id <> $1', [
    accountId,
  ])
  await owner.query(
    `insert into api_keys (account_id, id, name, access_key, secret_sha256, secret_last4, created_at, secret_made_at, scopes)
     select $1, id, 'Key ' || n, (30000000 + n)::text, sha256('none'), '0000', now(), now(), '{messages.read}'
     from unnest($2::uuid[]) with ordinality k (id, n)`,
    [accountId, keyIds],
  )
  await owner.query(
    `insert into links (id, name, host, port, system_id, password, window_size, parts_per_second, created_at, enabled)
     select id, 'carrier ' || n, '127.0.0.1', 1, 'none', 'none', 10, 10, now(), false from unnest($1::uuid[]) with ordinality l (id, n)`,
    [linkIds],
  )
}

/** Takes the indexes off that are no key: building one over ten million rows is many times quicker than keeping it while they come. */
async function takeIndexes(owner: pg.Client, tables: string[]): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = any($1::text[]::regclass[]) and not i.indisprimary and not i.indisunique`,
    [tables],
  )
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '))
}

const OTHER_ID = `('019a0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`

/** One hash of the row's number for each thing that varies, so that no two of them go together. */
const pick = (seed: number, below: number | string) => `((hashint8extended(g, ${seed}) & 1073741823) % ${below})`

const oneOf = (seed: number, words: readonly string[]) =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${pick(seed, words.length)}]`

const NAMES = ['Sam', 'Ana', 'Lee', 'Maria', 'Jo', 'Omar', 'Ines', 'Tom', 'Ruth', 'Wei', 'Nora', 'Paul', 'Ida', 'Max']
const FIRST = [
  'your order has left our shop',
  'your table is ready',
  'your code is 482913',
  'we moved your visit to Tuesday',
  'your parcel is with the neighbour',
  'thank you for your payment',
  'the pharmacy has your refill',
  'your driver is five minutes away',
]
const THEN = [
  'Reply STOP to end.',
  'Call us with any question.',
  'See you soon.',
  'Do not share this with anybody.',
  'Open until eight tonight.',
  'Have a good day.',
]

/** A word of every text, one in a thousand, one in a hundred thousand, and one in none. */
export const WORDS = { common: 'your', middling: 'umbrella', rare: 'zebra', absent: 'xylophone' } as const

const MESSAGES = `
  with made as (
    select g, g % 2 = 0 as mine,
      now() - interval '${DAYS} days' + (g + 0.5) / $3::float8 * interval '${DAYS} days' as at,
      ${pick(1, 100)} < 30 as inbound, ${pick(2, 1000)} as fate, ${pick(3, 100)} < 6 as is_ucs2,
      -- The busy number has a fifth of the traffic, the quiet one a message in fifty thousand.
      case when ${pick(4, 50_000)} = 0 then '+18775550199' when ${pick(5, 5)} = 0 then '+12065550100'
        else '+1' || (array['206','212','303','312','404','415','503','512'])[1 + ${pick(6, 8)}] || '55501' || lpad(${pick(7, 100)}::text, 2, '0') end as own,
      '+1' || (201 + ${pick(8, 700)})::text || '55501' || lpad(${pick(9, 100)}::text, 2, '0') as peer,
      ${oneOf(10, ['Hi', 'Hello', 'Dear', 'Good morning'])} || ' ' || ${oneOf(11, NAMES)} || ', ' || ${oneOf(12, FIRST)} || '. ' || ${oneOf(13, THEN)}
        || ' Ref ' || upper(substr(md5(g::text), 1, 6))
        || case when ${pick(14, 1_000)} = 0 then ' Bring an umbrella.' else '' end
        || case when ${pick(15, 100_000)} = 0 then ' The zebra waits.' else '' end as body
    from generate_series($1::bigint, $2::bigint) g
  ), shaped as (
    select made.*, case when is_ucs2 then 1 + length(body) / 67 else 1 + length(body) / 160 end as parts,
      case when inbound then 'received' when fate < 940 then 'delivered' when fate < 970 then 'undelivered' when fate < 985 then 'sent'
        when fate < 993 then 'rejected' when fate < 998 then 'expired' else 'canceled' end as status
    from made
  )
  insert into messages (account_id, id, direction, status, rev, from_e164, to_e164, body, encoding, parts, number_kind, part_nanos,
    price_nanos, link_id, key_id, api_version, accepted_at, sent_at, final_at, error_code, error_reason, tag)
  select case when mine then $4::uuid else ('019a0000-0000-7000-8000-' || lpad(to_hex(${pick(16, OTHERS)}), 12, '0'))::uuid end,
    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(g % 4096), 3, '0') || '8'
      || substr(md5(g::text), 1, 15))::uuid,
    case when inbound then 'inbound' else 'outbound' end, status, case when inbound then 0 else 3 end,
    case when inbound then peer else own end, case when inbound then own else peer end,
    body, case when is_ucs2 then 'ucs2' else 'gsm7' end, parts, 'longcode', 4000000, parts * 4000000,
    ($6::uuid[])[case when ${pick(17, 10_000)} = 0 then 3 else 1 + ${pick(18, 2)} end],
    case when mine and not inbound then ($5::uuid[])[case when ${pick(19, 10_000)} = 0 then 5 else 1 + ${pick(20, 4)} end] end,
    case when inbound then null else 'v2.1' end, at,
    case when status in ('delivered', 'undelivered', 'sent', 'expired') then at + interval '300 ms' end,
    case when status <> 'sent' then at + interval '3 s' end,
    case status when 'undelivered' then (array['30003', '30005', '30007'])[1 + ${pick(21, 3)}] when 'rejected' then '88' end,
    case when status in ('undelivered', 'rejected') then 'as the carrier says' end,
    case when ${pick(22, 5)} = 0 then 'campaign ' || ${pick(23, 50)} when ${pick(24, 20_000)} = 0 then 'one-off' end
  from shaped`

const ROLLUPS = `
  insert into message_rollups (account_id, hour, number, direction, messages, parts, delivered, failed, charged_nanos)
  select account_id, date_trunc('hour', accepted_at, 'UTC'), case direction when 'outbound' then from_e164 else to_e164 end, direction,
    count(*), sum(parts), count(*) filter (where status = 'delivered'),
    count(*) filter (where status in ('undelivered', 'rejected', 'expired')),
    sum(case when direction = 'outbound' and final_at is not null and sent_at is null then 0 else price_nanos end)
  from messages group by 1, 2, 3, 4`

const TOTALS = `
  insert into message_totals (account_id, number, level, at, direction, is_test, messages, parts, cost_nanos)
  select account_id, number, level, date_trunc(level, at, 'UTC'), direction, false, sum(messages), sum(parts), sum(cost)
  from (
    select account_id, case direction when 'outbound' then from_e164 else to_e164 end as own, direction,
      date_trunc('hour', accepted_at, 'UTC') as at, count(*) as messages, sum(parts) as parts,
      sum(case when direction = 'outbound' and final_at is not null and sent_at is null then 0 else price_nanos end) as cost
    from messages group by 1, 2, 3, 4) m
  cross join lateral (values (own, 'hour'), ('', 'hour'), (own, 'day'), ('', 'day')) l (number, level)
  group by 1, 2, 3, 4, 5`
