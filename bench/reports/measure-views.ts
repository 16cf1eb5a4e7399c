/** P6 of quality.md: what two hundred who watch cost those who send. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Plan } from '../load/plan.ts'
import { startLoad } from '../load/start-load.ts'
import type { Report } from '../report/report.ts'
import { playRounds, SECONDS } from '../rounds.ts'
import type { Cluster } from '../stage/cluster.ts'
import { type Counts, perThousand, readCounts } from '../stage/counters.ts'
import { openStage } from '../stage/stage.ts'
import { createViewers } from './viewers.ts'
import type { Order, ViewsAnswer } from './views-process.ts'

const VIEWS = 200
const VIEWS_A_PERSON = 10
const CLIENTS = 64

type Measured = { perSecond: number; p99: number; counted: Counts; kilobytes: number }

/** P6: all watch the account that sends; then each watches another of two hundred that send. */
export async function measureViews(cluster: Cluster): Promise<Report> {
  const stage = await openStage(cluster, { name: 'views', accounts: VIEWS, parts: ['api', 'worker', 'portal'] })
  const { owner, senders } = stage
  const load = startLoad()
  const views = fork(join(import.meta.dirname, 'views-process.ts'))
  const [first] = senders
  if (!first) throw new Error('there is no account')
  const people = await createViewers(
    owner,
    Array.from({ length: VIEWS / VIEWS_A_PERSON }, () => first.accountId),
  )
  const crowd = Array.from({ length: VIEWS }, (_, nth) => people[nth % people.length] ?? '')
  const each = await createViewers(
    owner,
    senders.map((one) => one.accountId),
  )

  async function tell(order: Order): Promise<ViewsAnswer> {
    const answer = once(views, 'message')
    views.send(order)
    const [answered] = await answer
    return answered as ViewsAnswer
  }

  async function accepts(accounts: number, cookies: string[]): Promise<Measured> {
    const { rows } = await owner.query("select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as position")
    const { open } = await tell({ port: stage.portalPort, after: rows[0]?.position, cookies })
    if (open !== cookies.length) throw new Error(`${open} views are open`)
    const plan: Plan = {
      port: stage.apiPort,
      clients: CLIENTS,
      seconds: SECONDS,
      senders: senders.slice(0, accounts),
      to: '12065550107',
      isIdempotent: true,
      shape: { kind: 'closed' },
      witness: null,
    }
    await tell('read?')
    const before = await readCounts(stage)
    const result = await load.run(plan)
    const counted = perThousand(before, await readCounts(stage), result.acceptedInAll)
    const { bytes } = await tell('close')
    if (Object.keys(result.refused).length > 0) throw new Error(`refused: ${JSON.stringify(result.refused)}`)
    if (cookies.length > 0 && bytes < 10_000) throw new Error('the views were told nothing')
    return { perSecond: result.acceptedPerSecond, p99: result.answerMs.p99, counted, kilobytes: bytes / 1_000 }
  }

  try {
    const arms = await playRounds('live P6', {
      'one account': () => accepts(1, []),
      'one account, 200 views': () => accepts(1, crowd),
      '200 accounts': () => accepts(VIEWS, []),
      '200 accounts, a view each': () => accepts(VIEWS, each),
    })
    const over = (of: Measured[], than: Measured[]) =>
      of.map((one, round) => one.perSecond / (than[round]?.perSecond ?? Number.NaN))
    const names = Object.keys(arms) as (keyof typeof arms)[]
    return {
      name: 'p6',
      title: `P6: accepts while ${VIEWS} live views are open`,
      rows: [
        {
          what: 'P6 all views on the account that sends ÷ none',
          unit: '',
          values: over(arms['one account, 200 views'], arms['one account']),
          must: 0.9,
          aim: 0.98,
        },
        {
          what: 'P6 a view on each of 200 accounts ÷ none',
          unit: '',
          values: over(arms['200 accounts, a view each'], arms['200 accounts']),
          must: 0.9,
          aim: 0.98,
        },
        ...names.flatMap((name) => [
          { what: `accepts, ${name}`, unit: '/s', values: arms[name].map((one) => one.perSecond) },
          { what: '  answer, p99', unit: 'ms', values: arms[name].map((one) => one.p99) },
          { what: '  told to the views', unit: 'kB', values: arms[name].map((one) => one.kilobytes) },
        ]),
      ],
      counted: Object.fromEntries(names.map((name) => [name, arms[name].map((one) => one.counted)])),
      notes: [
        `${CLIENTS} clients that send again when they are answered. One API, one worker, one portal process; load, viewers and PostgreSQL share the machine, and the viewers' own reading is in the figure.`,
      ],
    }
  } finally {
    load.stop()
    views.kill()
    await stage.stop()
  }
}
