/**
 * One log in a process of its own, since the verbs read their database from the environment. It fills the log, says so, and then
 * plays what it is asked for, as often as it is asked for, and answers how long each call took, in milliseconds.
 */
import { createAccount } from '#domain/access/create-account.ts'
import { systemScope } from '#domain/access/system-scope.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { sumMessages } from '#domain/reports/sum-messages.ts'
import { pool } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { connectAsOwner } from '../stage/cluster.ts'
import { type Filled, fillLog } from './fill-log.ts'
import { makePlays, type Play } from './plays.ts'

export type Told =
  | { kind: 'filled'; seconds: number; plays: string[]; accountId: string; email: string; password: string }
  | { kind: 'timed'; tookMs: number[]; rows: number }

export type Asked = { play: string; calls: number }

const PAGE = 50
const ZONE = 'America/Los_Angeles'

const [count = 0] = process.argv.slice(2).map(Number)
const owner = { email: 'reader@bench.example', name: 'Reader', password: 'ten-million-messages-of-the-bench' }
const { accountId } = await createAccount({ name: 'Bench', timeZone: ZONE, owner })
const scope = systemScope(accountId, 'bench')
const startedAt = performance.now()
const filled = await fill()
const plays = makeCalls(filled)

// From now on the channel keeps the process alive.
process.on('message', async ({ play, calls }: Asked) => {
  const call = plays[play]
  if (!call) throw new Error(`there is no play ${play}`)
  const tookMs: number[] = []
  let rows = 0
  for (let nth = 0; nth < calls; nth++) {
    const from = performance.now()
    rows = await call()
    tookMs.push(performance.now() - from)
  }
  tell({ kind: 'timed', tookMs, rows })
})
process.on('disconnect', () => void pool.end())
tell({
  kind: 'filled',
  seconds: (performance.now() - startedAt) / 1000,
  plays: Object.keys(plays),
  accountId,
  ...owner,
})

function tell(told: Told): void {
  process.send?.(told)
}

async function fill(): Promise<Filled> {
  const client = await connectAsOwner(env.database.url)
  try {
    return await fillLog(client, accountId, count)
  } finally {
    await client.end()
  }
}

function makeCalls(of: Filled): Record<string, () => Promise<number>> {
  const calls: Record<string, () => Promise<number>> = {}
  for (const [name, play] of Object.entries(makePlays(of))) {
    const pages = eachDeeper(play)
    calls[name] = async () => {
      const before = await pages()
      return (await listMessageRows(scope, { filter: play.filter, zone: ZONE, limit: PAGE, before })).rows.length
    }
  }
  // What stands above the rows of each page: how many match, and what they add up to.
  for (const [name, { filter, deep }] of Object.entries(makePlays(of)))
    if (!deep) calls[`totals: ${name}`] = async () => (await sumMessages(scope, { filter, zone: ZONE })).count
  return calls
}

/** A deep play stands each time at another message of the whole range; its place is looked up outside the time that counts. */
function eachDeeper({ deep }: Play): () => Promise<string | null> {
  const next = deepPlaces()
  return async () => (deep ? next() : null)
}

function deepPlaces(): () => Promise<string | null> {
  let places: string[] | null = null
  let nth = 0
  return async () => {
    places ??= await readPlaces()
    return places[nth++ % places.length] ?? null
  }
}

/** Messages spread evenly over the range, found by their times: the ids begin with them. */
async function readPlaces(): Promise<string[]> {
  const client = await connectAsOwner(env.database.url)
  try {
    const { rows } = await client.query<{ id: string }>(
      `select 'mdr2-' || replace(m.id::text, '-', '') as id from generate_series(1, 97) n
       cross join lateral (select id from messages where account_id = $1
         and id >= first_id_at(now() - interval '1 day' - n * interval '14 hours') order by id limit 1) m`,
      [accountId],
    )
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}
