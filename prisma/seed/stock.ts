/** A million numbers for a development database, in seconds: written as rows, past the verbs, as an operator's import would end. */
import pg from 'pg'
import { parseDollars } from '#domain/ledger/money.ts'
import { env } from '#lib/env.ts'
import { now } from '#lib/time.ts'
import { type Exchange, planStock } from './plan-stock.ts'

export const FULL_STOCK = 1_000_000
const SEED = 20_261_126
const ROWS_A_STATEMENT = 25_000

type Price = { setup: bigint; monthly: bigint }
const price = (setup: string, monthly: string): Price => ({
  setup: parseDollars(setup) ?? 0n,
  monthly: parseDollars(monthly) ?? 0n,
})
/** Ordinary, easy to remember, very easy to remember. */
const PRICES = {
  longcode: [price('1', '1.25'), price('5', '2.50'), price('25', '5')],
  abroad: [price('5', '4'), price('10', '6'), price('50', '10')],
  toll_free: [price('1', '2'), price('10', '4'), price('50', '10')],
} as const

const EXCHANGES = `create temp table exchanges on commit drop as
  select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as e (id, prefix, kind, country, state, rate_center, city)`
const PRICE_TABLE = `create temp table prices on commit drop as
  select * from unnest($1::int[], $2::bigint[], $3::bigint[]) as p (tier, setup, monthly)`
const ROWS = `insert into inventory (e164, kind, country, state, rate_center, city, setup_nanos, monthly_nanos, run, added_at)
  select e.prefix || lpad(n.line::text, 4, '0'), e.kind, e.country, e.state, e.rate_center, e.city, p.setup, p.monthly, n.run, $5
  from unnest($1::int[], $2::int[], $3::int[], $4::int[]) as n (exchange, line, tier, run)
  join exchanges e on e.id = n.exchange join prices p on p.tier = n.tier`

/** Only into an empty stock: what stands there is somebody's, and with nothing there the indexes can be built once, at the end. */
export async function seedStock(size = FULL_STOCK): Promise<number> {
  if (env.mode === 'production') throw new Error('a production database is never seeded')
  // The owner of the tables, not the application's role: it takes the indexes away and puts them back.
  const client = new pg.Client({ connectionString: env.database.url, application_name: 'longcode-seed' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('lock table inventory in exclusive mode')
    if ((await client.query('select from inventory limit 1')).rowCount !== 0) return 0
    const { rows } = await client.query<{ e164: string }>('select e164 from number_owners')
    await client.query(`set local synchronous_commit = off; set local maintenance_work_mem = '256MB'`)
    const restore = await takeIndexes(client)
    await fill(client, planStock(size, SEED, new Set(rows.map(({ e164 }) => e164))))
    for (const definition of restore) await client.query(definition)
    await client.query('commit')
    await client.query('analyze inventory')
    return size
  } finally {
    await client.end()
  }
}

async function takeIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'inventory'::regclass and not i.indisunique`,
  )
  for (const { name } of rows) await client.query(`drop index ${client.escapeIdentifier(name)}`)
  return rows.map(({ definition }) => definition)
}

async function fill(client: pg.Client, exchanges: Exchange[]): Promise<void> {
  const column = <T>(pick: (one: Exchange, at: number) => T) => exchanges.map(pick)
  await client.query(EXCHANGES, [
    column((_, at) => at),
    column((one) => `+1${one.areaCode}${one.exchange}`),
    column((one) => (one.isTollFree ? 'toll_free' : 'longcode')),
    column((one) => one.country),
    column((one) => one.state),
    column((one) => one.rateCenter),
    column((one) => one.city),
  ])
  const prices = Object.values(PRICES).flat()
  await client.query(PRICE_TABLE, [
    prices.map((_, at) => at),
    prices.map(({ setup }) => setup),
    prices.map(({ monthly }) => monthly),
  ])
  const at = now()
  let rows = { exchange: [] as number[], line: [] as number[], tier: [] as number[], run: [] as number[] }
  let running: Promise<unknown> = Promise.resolve()
  const flush = async () => {
    await running
    // Not waited for: the next rows are made while these are written. A failure is thrown at the next flush.
    running = client.query(ROWS, [rows.exchange, rows.line, rows.tier, rows.run, at])
    running.catch(() => {})
    rows = { exchange: [], line: [], tier: [], run: [] }
  }
  for (const [id, one] of exchanges.entries()) {
    const runs = runsOf(one.lines)
    const firstTier = one.isTollFree ? 6 : one.country === 'US' || one.country === 'CA' ? 0 : 3
    for (const [index, line] of one.lines.entries()) {
      rows.exchange.push(id)
      rows.line.push(line)
      rows.tier.push(firstTier + easeOf(line))
      rows.run.push(runs[index] ?? 1)
    }
    if (rows.line.length >= ROWS_A_STATEMENT) await flush()
  }
  await flush()
  await running
}

/** For each line, how many follow one another from it on; a hundred is enough to know. */
function runsOf(lines: readonly number[]): number[] {
  const runs: number[] = []
  for (let at = lines.length - 1; at >= 0; at -= 1)
    runs[at] = lines[at + 1] === (lines[at] ?? 0) + 1 ? Math.min(100, (runs[at + 1] ?? 1) + 1) : 1
  return runs
}

/** 0: ordinary; 1: easy to remember; 2: very easy. */
function easeOf(line: number): 0 | 1 | 2 {
  const digits = String(line).padStart(4, '0')
  if (/^(\d)\1{3}$|^[1-9]000$/.test(digits)) return 2
  return /^\d\d00$|^(\d\d)\1$|^(\d)\2(\d)\3$|^\d(\d)\4\4$|1234|2345|3456|4567|5678|6789|4321/.test(digits) ? 1 : 0
}
