/**
 * Does Billing open as quickly over a year of ten million messages as it should? The portal's own pages, over the totals that such a year
 * leaves: a thousand numbers, five keys, two dozen lines, each quarter of an hour of it.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Report } from './report/report.ts'
import { timePortal } from './reports/time-portal.ts'
import { type Cluster, connectAsOwner } from './stage/cluster.ts'

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 10_000_000)
const DAYS = 365
const QUARTERS_A_DAY = 96
const NUMBERS = 1_000
const PAGE_P95_MS = 300
const ZONE = 'America/Los_Angeles'
const READER = { email: 'reader@bench.example', name: 'Reader', password: 'ten-million-messages-of-the-bench' }
const PAGES = {
  'this month': '/billing',
  'a year by month': '/billing?range=1y',
  'a year by number': '/billing?range=1y&stack=number',
  '90 days by day and key': '/billing?range=90d&stack=key',
  'a week by hour and rate': '/billing?range=7d&by=hour&stack=rate',
}

export async function benchBilling(cluster: Cluster): Promise<Report> {
  const databaseUrl = await cluster.createDatabase('bench_billing')
  const owner = await connectAsOwner(databaseUrl)
  let rows = 0
  try {
    const accountId = await openAccount(databaseUrl, READER)
    rows = (await owner.query(TOTALS, [accountId, MESSAGES / (DAYS * QUARTERS_A_DAY)])).rowCount ?? 0
    for (const [level, of] of [
      ['day', 'quarter'],
      ['month', 'day'],
    ])
      rows += (await owner.query(CALENDAR_TOTALS, [accountId, level, of])).rowCount ?? 0
    await owner.query('vacuum (analyze) spend_totals')
  } finally {
    await owner.end()
  }
  const tookMs = await timePortal(databaseUrl, READER, PAGES)
  return {
    name: 'billing',
    title: `Billing over a year of ${MESSAGES.toLocaleString('en-US')} messages: p95 of a page`,
    rows: Object.entries(tookMs).map(([what, values]) => ({ what, unit: 'ms', values, most: PAGE_P95_MS })),
    counted: {},
    notes: [`${rows.toLocaleString('en-US')} rows of totals; the whole document, to somebody who is signed in.`],
  }
}

async function openAccount(databaseUrl: string, { email, name, password }: typeof READER): Promise<string> {
  const child = fork(join(import.meta.dirname, 'reports', 'account-process.ts'), [email, name, password, ZONE], {
    env: {
      ...process.env,
      LONGCODE_ENV: 'local',
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a-secret-of-the-benchmark-and-of-nothing-else',
    },
  })
  const [accountId] = await once(child, 'message')
  return String(accountId)
}

/** `$1` the account, `$2` messages a quarter. One hash of the quarter's number and the value's decides what was busy. */
const TOTALS = `
  insert into spend_totals (account_id, dimension, level, at, value, messages, parts, nanos)
  select $1, v.dimension, 'quarter', q.at, v.value, n.count, n.count, n.count * 4000000
  from (select g, date_bin('15 minutes', now(), '2000-01-01T00:00:00Z') - g * interval '15 minutes' as at
        from generate_series(0, ${DAYS * QUARTERS_A_DAY} - 1) g) q
  cross join lateral (
    select 'number' as dimension, '+1206555' || lpad(((q.g * 7919 + n * 104729) % ${NUMBERS})::text, 4, '0') as value, 1.0 / $2::float8 as share
      from generate_series(1, least($2::float8, ${NUMBERS})::int) n
    union all
    select 'key', lpad(k::text, 8, '0') || '-0000-7000-8000-000000000000', 0.2 from generate_series(1, 5) k
    union all
    select 'line', kind || '|' || number_kind || '|' || destination || '|' || rate || '|0', 1.0 / 24
      from unnest(array['settle', 'charge']) kind, unnest(array['longcode', 'toll_free']) number_kind,
        unnest(array['us', 'ca', 'other']) destination, unnest(array[4000000, 5500000]) rate) v
  cross join lateral (select greatest(1, ($2::float8 * v.share)::int) as count) n
  on conflict do nothing`

const CALENDAR_TOTALS = `
  insert into spend_totals (account_id, dimension, level, at, value, messages, parts, nanos)
  select account_id, dimension, $2, date_trunc($2, at, '${ZONE}'), value, sum(messages), sum(parts), sum(nanos)
  from spend_totals where account_id = $1 and level = $3 group by 1, 2, 4, 5`
