/** Does the search hold its time over a million numbers, whatever is asked for? Through the verbs that portal and API call. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Report } from './report/report.ts'
import { quantile } from './report/statistics.ts'
import { ROUNDS } from './rounds.ts'
import type { Timings } from './search/time-searches.ts'
import type { Cluster } from './stage/cluster.ts'

const CALLS = 20
const P95_MS = 150

export async function benchSearch(cluster: Cluster): Promise<Report> {
  const databaseUrl = await cluster.createDatabase('bench_search')
  const child = fork(join(import.meta.dirname, 'search', 'time-searches.ts'), [String(ROUNDS), String(CALLS)], {
    env: {
      ...process.env,
      LONGCODE_ENV: 'local',
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a-secret-of-the-benchmark-and-of-nothing-else',
    },
  })
  const timings: Timings[] = []
  child.on('message', (message) => timings.push(message as Timings))
  const [code] = await once(child, 'close')
  const [told] = timings
  if (!told) throw new Error(`the searches ended with code ${code} and told nothing`)
  const { seedSeconds, numbers, rounds } = told
  return {
    name: 'search',
    title: `Search over ${numbers.toLocaleString('en-US')} numbers: p95 of ${CALLS} searches a round`,
    rows: Object.entries(rounds).map(([what, taken]) => ({
      what: `${what} (p50 ${quantile(taken.flat(), 0.5).toFixed(1)})`,
      unit: 'ms',
      values: taken.map((round) => quantile(round, 0.95)),
      most: P95_MS,
    })),
    counted: {},
    notes: [
      `p50 of all ${Object.keys(rounds).length} kinds of search: ${quantile(Object.values(rounds).flat(2), 0.5).toFixed(1)} ms; p95: ${quantile(Object.values(rounds).flat(2), 0.95).toFixed(1)} ms.`,
      'In brackets the p50 of each kind, in ms. The arguments differ from search to search and are the same in every run.',
      `Filling the stock took ${seedSeconds.toFixed(0)} s.`,
    ],
  }
}
