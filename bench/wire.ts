/** P9 of quality.md: does the worker keep the wire as full as the carrier allows, when an answer takes 40 ms? */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from './report/report.ts'
import { playRounds, SECONDS } from './rounds.ts'
import type { Cluster } from './stage/cluster.ts'
import { type Counts, perThousand, readCounts } from './stage/counters.ts'
import { setPace } from './stage/fixtures.ts'
import { openStage, readSubmissions, type Stage } from './stage/stage.ts'

const RTT_MS = 40
const UNLIMITED = 20_000
/** Left out at the beginning: a link that has just been filled is ahead of its pace. */
const LEAD_MS = 500

type Pace = { window: number; ratePerSecond: number }
type Measured = { perSecond: number; rttMs: number; ofAsked: number; ofMeasured: number; counted: Counts }

export async function benchWire(cluster: Cluster): Promise<Report> {
  const stage = await openStage(cluster, { name: 'wire', accounts: 1, parts: ['sandbox', 'worker'], answerMs: RTT_MS })
  const limit = ({ window, ratePerSecond }: Pace, rttMs: number) => Math.min(ratePerSecond, (window * 1000) / rttMs)

  async function submit(pace: Pace): Promise<Measured> {
    await setPace(stage.owner, pace)
    await queueMessages(stage, Math.ceil(limit(pace, RTT_MS) * (SECONDS + LEAD_MS / 1000) * 1.1))
    await reopened(stage, pace)
    const before = await readCounts(stage)
    const seen = readSubmissions(stage.witness).length
    const { rows } = await stage.owner.query(
      `update messages set due_at = now() where status = 'accepted' returning id`,
    )
    await stage.settled()
    const counted = perThousand(before, await readCounts(stage), rows.length)
    const perSecond = steadyRate(readSubmissions(stage.witness).slice(seen))
    const rttMs = await meanRtt(stage)
    return {
      perSecond,
      rttMs,
      ofAsked: perSecond / limit(pace, RTT_MS),
      ofMeasured: perSecond / limit(pace, rttMs),
      counted,
    }
  }

  try {
    const { ten, fifty, granted } = await playRounds('wire', {
      ten: () => submit({ window: 10, ratePerSecond: UNLIMITED }),
      fifty: () => submit({ window: 50, ratePerSecond: UNLIMITED }),
      granted: () => submit({ window: 50, ratePerSecond: 500 }),
    })
    const rowsOf = (what: string, of: Measured[]) => [
      { what: `P9 ${what}`, unit: '', values: of.map((one) => one.ofMeasured), must: 0.9, aim: 0.98 },
      { what: '  with the 40 ms asked for', unit: '', values: of.map((one) => one.ofAsked) },
      { what: '  submit_sm', unit: '/s', values: of.map((one) => one.perSecond) },
      { what: '  round trip as measured', unit: 'ms', values: of.map((one) => one.rttMs) },
    ]
    const counted = (of: Measured[]) => of.map((one) => one.counted)
    return {
      name: 'wire',
      title: 'P9: submit_sm/s ÷ min(granted rate, window ÷ round trip)',
      rows: [
        ...rowsOf('window 10', ten),
        ...rowsOf('window 50', fifty),
        ...rowsOf('500/s granted, window 50', granted),
      ],
      counted: { 'window 10': counted(ten), 'window 50': counted(fifty), '500/s granted': counted(granted) },
      notes: [
        'The whole worker: messages of one account are claimed from PostgreSQL, submitted, recorded and settled.',
        `The sandbox holds each answer for ${RTT_MS} ms by a timer; the round trip as measured is from the bytes of submit_sm to its answer in the worker, by whole milliseconds, on average.`,
      ],
    }
  } finally {
    await stage.stop()
  }
}

/** Accepted as the API would, but due only when the link is ready. */
async function queueMessages({ owner, senders }: Stage, count: number): Promise<void> {
  const [sender] = senders
  await owner.query('begin')
  for (let left = count; left > 0; left -= 250) {
    await owner.query(
      `select count(*) from accept_messages(now(), interval '2 days', true, (
         select jsonb_agg(jsonb_build_object('n', n, 'account', $1::text, 'is_test', false, 'id', uuidv7(), 'from', $2::text,
           'to', '+12065550154', 'body', 'Your appointment is tomorrow at 9:30.', 'encoding', 'gsm7', 'parts', 1, 'api_version', 'v2.1'))
         from generate_series(1, $3) as n))`,
      [sender?.accountId, `+${sender?.from}`, Math.min(left, 250)],
    )
  }
  await owner.query(`update messages set due_at = now() + interval '1 hour' where status = 'accepted'`)
  await owner.query('commit')
}

async function reopened({ owner }: Stage, pace: Pace): Promise<void> {
  // The worker looks at the table every two seconds.
  await sleep(2_500)
  for (let tries = 0; tries < 300; tries++, await sleep(100)) {
    const { rows } = await owner.query(`select from links where state = 'bound' and window_size = $1`, [pace.window])
    if (rows.length === 1) return
  }
  const { rows } = await owner.query('select state, state_detail, window_size from links')
  throw new Error(`the link was not bound again: ${JSON.stringify(rows)}`)
}

/** Between the lead and the moment when the queue runs dry. */
function steadyRate(submissions: number[]): number {
  const first = submissions[0] ?? 0
  const steady = submissions.filter((at) => at >= first + LEAD_MS && at < first + LEAD_MS + SECONDS * 1000)
  const tookMs = (steady.at(-1) ?? 0) - (steady[0] ?? 0)
  return ((steady.length - 1) * 1000) / tookMs
}

async function meanRtt({ owner }: Stage): Promise<number> {
  const { rows } = await owner.query(
    `select avg(extract(epoch from answered_at - submitted_at)) * 1000 as ms from message_parts
     where submitted_at > now() - interval '10 seconds'`,
  )
  return Number(rows[0]?.ms)
}
