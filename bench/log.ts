/**
 * P4: does the message log hold its time from a hundred thousand messages to ten million, whatever is asked of it? Through the verbs
 * that the pages call, both logs in turn; then the first page of the portal itself, over the large one.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Report, Row } from './report/report.ts'
import { quantile } from './report/statistics.ts'
import type { Asked, Told } from './reports/log-process.ts'
import { timePortal } from './reports/time-portal.ts'
import { ROUNDS } from './rounds.ts'
import type { Cluster } from './stage/cluster.ts'

const SMALL = 100_000
const LARGE = Number(process.env.BENCH_MESSAGES ?? 10_000_000)
const CALLS = 30
/** A total that the rows must be walked for takes a tenth of a second, and there is one for each page. */
const CALLS_OF_TOTALS = 10
const MOST_RATIO = 1.5
const MOST_RATIO_OF_TOTALS = 2
const PORTAL_P95_MS = 200
const PAGES = {
  'messages, first page': '/messages',
  'messages, first page of 90 days': '/messages?range=90d',
  'messages, undelivered of 90 days': '/messages?range=90d&status=undelivered',
}

type Filled = Extract<Told, { kind: 'filled' }>
type Log = { child: ChildProcess; filled: Filled; databaseUrl: string }

export async function benchLog(cluster: Cluster): Promise<Report> {
  const small = await openLog(cluster, 'small', SMALL)
  const large = await openLog(cluster, 'large', LARGE)
  const plays = large.filled.plays
  const rows: Row[] = []
  const notes: string[] = []
  for (const play of plays) for (const log of [small, large]) await ask(log, { play, calls: 3 })
  const p95s: Record<string, { small: number[]; large: number[] }> = {}
  const found: Record<string, number> = {}
  for (let round = 0; round < ROUNDS; round++) {
    console.error(`  log: round ${round + 1} of ${ROUNDS}`)
    for (const play of plays) {
      const taken = { small: 0, large: 0 }
      const order = round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const)
      for (const size of order) {
        const timed = await ask(size === 'small' ? small : large, {
          play,
          calls: isTotal(play) ? CALLS_OF_TOTALS : CALLS,
        })
        taken[size] = quantile(timed.tookMs, 0.95)
        if (size === 'large') found[play] = timed.rows
      }
      p95s[play] ??= { small: [], large: [] }
      p95s[play].small.push(taken.small)
      p95s[play].large.push(taken.large)
    }
  }
  for (const [play, { small: before, large: after }] of Object.entries(p95s)) {
    rows.push({
      what: `${play} (${ms(before)} → ${ms(after)} ms; ${found[play]?.toLocaleString('en-US')} ${isTotal(play) ? 'counted' : 'rows'})`,
      unit: '',
      values: after.map((value, round) => value / (before[round] ?? Number.NaN)),
      most: isTotal(play) ? MOST_RATIO_OF_TOTALS : MOST_RATIO,
    })
  }
  for (const { child } of [small, large]) child.disconnect()
  const pages = await timePortal(large.databaseUrl, large.filled, PAGES)
  for (const [page, tookMs] of Object.entries(pages))
    rows.push({ what: `portal: ${page}, p95`, unit: 'ms', values: tookMs, most: PORTAL_P95_MS })
  for (const [name, { filled }] of Object.entries({ small, large }))
    notes.push(`Filling the ${name} log took ${filled.seconds.toFixed(0)} s.`)
  return {
    name: 'p4',
    title: `P4: the log with ${LARGE.toLocaleString('en-US')} messages ÷ with ${SMALL.toLocaleString('en-US')}, half of them in one account: p95 of ${CALLS} calls a round, ${CALLS_OF_TOTALS} of a total`,
    rows,
    counted: {},
    notes: ['In brackets the median p95 of both, and what was found in the large one.', ...notes],
  }
}

const isTotal = (play: string) => play.startsWith('totals')

async function openLog(cluster: Cluster, name: string, count: number): Promise<Log> {
  const databaseUrl = await cluster.createDatabase(`bench_log_${name}`)
  const child = fork(join(import.meta.dirname, 'reports', 'log-process.ts'), [String(count)], {
    env: {
      ...process.env,
      LONGCODE_ENV: 'local',
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a-secret-of-the-benchmark-and-of-nothing-else',
    },
  })
  const filled = await hear(child)
  if (filled.kind !== 'filled') throw new Error('the log was not filled')
  return { child, filled, databaseUrl }
}

async function ask({ child }: Log, asked: Asked): Promise<Extract<Told, { kind: 'timed' }>> {
  const answer = hear(child)
  child.send(asked)
  const told = await answer
  if (told.kind !== 'timed') throw new Error('no times were told')
  return told
}

async function hear(child: ChildProcess): Promise<Told> {
  const gone = new AbortController()
  const ended = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`the log's process ended with code ${code}`)
  })
  ended.catch(() => {})
  const [told] = (await Promise.race([once(child, 'message', { signal: gone.signal }), ended])) as [Told]
  gone.abort()
  return told
}

const ms = (values: number[]) => quantile(values, 0.5).toFixed(1)
