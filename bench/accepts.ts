/** P1 and P2 of quality.md: how many messages a second the API makes durable, beside what the database can insert at all. */

import { prepareInserts } from './inserts.ts'
import type { LoadResult, Plan } from './load/plan.ts'
import { startLoad } from './load/start-load.ts'
import type { Report } from './report/report.ts'
import { playRounds, SECONDS } from './rounds.ts'
import type { Cluster } from './stage/cluster.ts'
import { type Counts, perThousand, readCounts } from './stage/counters.ts'
import { openStage } from './stage/stage.ts'

export const CLIENTS = 64
const ACCOUNTS = 1_000
type Measured = { perSecond: number; counted: Counts; load?: LoadResult }

export async function benchAccepts(cluster: Cluster): Promise<Report> {
  const stage = await openStage(cluster, { name: 'accepts', accounts: ACCOUNTS, parts: ['api'] })
  const load = startLoad()
  const inserts = await prepareInserts(stage.databaseUrl)

  async function accepts(accounts: number): Promise<Measured> {
    const before = await readCounts(stage)
    const plan: Plan = {
      port: stage.apiPort,
      clients: CLIENTS,
      seconds: SECONDS,
      senders: stage.senders.slice(0, accounts),
      to: '12065550107',
      isIdempotent: true,
      shape: { kind: 'closed' },
      witness: null,
    }
    const result = await load.run(plan)
    if (Object.keys(result.refused).length > 0) throw new Error(`refused: ${JSON.stringify(result.refused)}`)
    const counted = perThousand(before, await readCounts(stage), result.acceptedInAll)
    return { perSecond: result.acceptedPerSecond, counted, load: result }
  }

  async function singleRows(): Promise<Measured> {
    const before = await readCounts(stage)
    const { count, perSecond } = await inserts.run(CLIENTS, SECONDS)
    const { 'api CPU ms': _, 'api round trips': __, ...counted } = perThousand(before, await readCounts(stage), count)
    return { perSecond, counted }
  }

  try {
    const arms = { one: () => accepts(1), thousand: () => accepts(ACCOUNTS), inserts: singleRows }
    const { one, thousand, inserts: rows } = await playRounds('accepts', arms)
    const ratio = (over: Measured[], under: Measured[]) =>
      over.map(({ perSecond }, round) => perSecond / (under[round]?.perSecond ?? Number.NaN))
    const rate = (of: Measured[]) => of.map(({ perSecond }) => perSecond)
    const counted = (of: Measured[]) => of.map((one) => one.counted)
    const answer = (of: Measured[], q: 'p50' | 'p99') => of.flatMap(({ load }) => load?.answerMs[q] ?? [])
    return {
      name: 'accepts',
      title: `P1, P2: durable accepts over HTTP, ${CLIENTS} clients`,
      rows: [
        { what: 'P1 one account ÷ single-row inserts', unit: '', values: ratio(one, rows), must: 0.25, aim: 1 },
        { what: 'P1 1,000 accounts ÷ single-row inserts', unit: '', values: ratio(thousand, rows), must: 0.25, aim: 1 },
        { what: 'P2 one account ÷ 1,000 accounts', unit: '', values: ratio(one, thousand), must: 0.8, aim: 2 },
        { what: 'accepts, one account', unit: '/s', values: rate(one) },
        { what: '  answer, p50', unit: 'ms', values: answer(one, 'p50') },
        { what: '  answer, p99', unit: 'ms', values: answer(one, 'p99') },
        { what: 'accepts, 1,000 accounts', unit: '/s', values: rate(thousand) },
        { what: '  answer, p50', unit: 'ms', values: answer(thousand, 'p50') },
        { what: '  answer, p99', unit: 'ms', values: answer(thousand, 'p99') },
        { what: 'single-row inserts', unit: '/s', values: rate(rows) },
      ],
      counted: {
        'one account': counted(one),
        '1,000 accounts': counted(thousand),
        'single-row inserts': counted(rows),
      },
      notes: [
        `Single-row inserts by ${inserts.by}. Every accept carries an Idempotency-Key of its own.`,
        'One API process; the load, PostgreSQL and the API share the machine. No worker runs.',
      ],
    }
  } finally {
    load.stop()
    await stage.stop()
  }
}
