/** The whole road: HTTP request → accepted, durable → claimed → submit_sm at the carrier. */

import type { LoadResult, Plan } from './load/plan.ts'
import { startLoad } from './load/start-load.ts'
import type { Report } from './report/report.ts'
import { playRounds, SECONDS } from './rounds.ts'
import type { Cluster } from './stage/cluster.ts'
import { type Counts, perThousand, readCounts } from './stage/counters.ts'
import { openStage } from './stage/stage.ts'

const CLIENTS = 64
const MODERATE = 300
const IN_ROAD = 256
/** The sandbox answers these at once; the first brings no receipt, as Kannel was measured. */
const WITHOUT_RECEIPT = '12065550154'
const WITH_RECEIPT = '12065550107'

type Measured = LoadResult & { counted: Counts }

export async function benchRoad(cluster: Cluster): Promise<Report> {
  const stage = await openStage(cluster, { name: 'road', accounts: 1, parts: ['sandbox', 'api', 'worker'] })
  const load = startLoad()

  async function travel(shape: Plan['shape'], to: string): Promise<Measured> {
    const before = await readCounts(stage)
    const { apiPort: port, senders, witness } = stage
    const plan: Plan = { port, clients: CLIENTS, seconds: SECONDS, senders, to, isIdempotent: false, shape, witness }
    const result = await load.run(plan)
    if (Object.keys(result.refused).length > 0) throw new Error(`refused: ${JSON.stringify(result.refused)}`)
    await stage.settled()
    return { ...result, counted: perThousand(before, await readCounts(stage), result.acceptedInAll) }
  }

  try {
    const full = { kind: 'road', inRoad: IN_ROAD } as const
    const { moderate, saturated, receipts } = await playRounds('road', {
      moderate: () => travel({ kind: 'open', perSecond: MODERATE }, WITHOUT_RECEIPT),
      saturated: () => travel(full, WITHOUT_RECEIPT),
      receipts: () => travel(full, WITH_RECEIPT),
    })
    const rowsOf = (what: string, of: Measured[]) => [
      { what, unit: '/s', values: of.map((one) => one.submittedPerSecond) },
      { what: '  request → submit_sm, p50', unit: 'ms', values: of.map((one) => one.roadMs.p50) },
      { what: '  request → submit_sm, p99', unit: 'ms', values: of.map((one) => one.roadMs.p99) },
      { what: '  request → 202, p50', unit: 'ms', values: of.map((one) => one.answerMs.p50) },
    ]
    const counted = (of: Measured[]) => of.map((one) => one.counted)
    return {
      name: 'road',
      title: 'The road: HTTP accept → SMPP submit',
      rows: [
        ...rowsOf(`open load of ${MODERATE}/s`, moderate),
        ...rowsOf(`saturated, ${IN_ROAD} on the road`, saturated),
        ...rowsOf('saturated, each with its receipt', receipts),
      ],
      counted: { moderate: counted(moderate), saturated: counted(saturated), 'with receipts': counted(receipts) },
      notes: [
        'Beside it: Kannel 1.4.5 (HTTP → bearerbox → SMPP) 10,892 messages/s, p50 2 ms, p99 7 ms. Measured apart from this run, on another day, with nothing made durable and no prices: a mark to look at, not an arm of this table.',
        'One account, one API process, one worker, one link (window 1,000); the sandbox, PostgreSQL and the load share the machine. A moment of submission is known to a millisecond.',
        'Counted is the message’s whole life: accept, claim, submit, record, settle, relay; with its receipt, also that.',
      ],
    }
  } finally {
    load.stop()
    await stage.stop()
  }
}
