/** P7 and P8 of quality.md: how fast web hooks go out, and whether those that hang hold up those that do not. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from './report/report.ts'
import { quantile } from './report/statistics.ts'
import { playRounds, SECONDS } from './rounds.ts'
import type { Cluster } from './stage/cluster.ts'
import { type Counts, perThousand, readCounts } from './stage/counters.ts'
import { openStage } from './stage/stage.ts'
import { addEvents, clearEvents, type Place, placeOf } from './webhooks/events.ts'
import type { Seen } from './webhooks/receiver.ts'

const PLACES = 64
/** Of P7: enough that none runs out before its time is over. */
const EVENTS_A_SECOND = 6_000
/** Of P8. */
const ENDPOINTS = 40
const PER_SECOND = 200
const TICK_MS = 50
/** Circuits take a while to open: what comes until then is in the figure as well. */
const P8_SECONDS = Math.max(12, SECONDS)

type Speed = { perSecond: number; counted: Counts }
type Delays = { p50: number; p95: number; count: number }

export async function benchWebhooks(cluster: Cluster): Promise<Report> {
  const stage = await openStage(cluster, { name: 'webhooks', accounts: ENDPOINTS, parts: ['worker'] })
  const { owner, senders } = stage
  const receiver = fork(join(import.meta.dirname, 'webhooks', 'receiver.ts'))
  const [port] = await once(receiver, 'message')
  const origin = `http://127.0.0.1:${port}`
  const [first] = senders
  if (!first) throw new Error('there is no account')

  async function readSeen(): Promise<Seen> {
    const answer = once(receiver, 'message')
    receiver.send('seen?')
    const [seen] = await answer
    return seen as Seen
  }

  async function bare(): Promise<Speed> {
    const child = fork(join(import.meta.dirname, 'webhooks', 'bare-loop.ts'), [origin, String(PLACES), String(SECONDS)])
    const [perSecond] = await once(child, 'message')
    await readSeen()
    return { perSecond: Number(perSecond), counted: {} }
  }

  async function deliver(places: readonly Place[]): Promise<Speed> {
    await clearEvents(owner)
    const count = EVENTS_A_SECOND * SECONDS
    const chunk = 5_000
    const events = Array.from({ length: count }, (_, nth) => places[nth % places.length] as Place)
    for (let from = 0; from < count; from += chunk) await addEvents(owner, events.slice(from, from + chunk))
    // The pace of each endpoint has grown, and the queue is long.
    await sleep(300)
    await readSeen()
    const before = await readCounts(stage)
    const from = performance.now()
    await sleep(SECONDS * 1_000)
    const { answered } = await readSeen()
    const seconds = (performance.now() - from) / 1_000
    const counted = perThousand(before, await readCounts(stage), answered)
    await clearEvents(owner)
    await settle()
    return { perSecond: answered / seconds, counted }
  }

  /** Nothing is under way any more, hanging ones included. */
  async function settle(): Promise<void> {
    await sleep(500)
    await readSeen()
  }

  async function delays(wells: readonly Place[], others: readonly Place[]): Promise<Delays> {
    await clearEvents(owner)
    await settle()
    const all = [...wells, ...others]
    const perTick = (PER_SECOND * TICK_MS) / 1_000
    const ticks = (P8_SECONDS * 1_000) / TICK_MS
    const from = performance.now()
    for (let tick = 0; tick < ticks; tick += 1) {
      await addEvents(
        owner,
        Array.from({ length: perTick }, (_, nth) => all[(tick * perTick + nth) % all.length] as Place),
      )
      await sleep(Math.max(from + (tick + 1) * TICK_MS - performance.now(), 0))
    }
    await sleep(500)
    const { delaysMs } = await readSeen()
    // Until the last of the hanging ones is over.
    await sleep(others.length > 0 ? 10_500 : 0)
    await clearEvents(owner)
    return { p50: quantile(delaysMs, 0.5), p95: quantile(delaysMs, 0.95), count: delaysMs.length }
  }

  // Each round under names of its own: the worker remembers how it went at an endpoint.
  let nth = 0
  const urls = (way: 'ok' | 'hang', count: number) => {
    nth += 1
    return Array.from({ length: count }, (_, index) => `${origin}/${way}/${nth}/${index}`)
  }
  const oneAccount = (way: 'ok' | 'hang') => urls(way, ENDPOINTS / 2).map((url) => placeOf(first, url))
  const accounts = (way: 'ok' | 'hang', from: number) =>
    urls(way, ENDPOINTS / 2).map((url, index) => placeOf(senders[from + index] ?? first, url))
  const half = ENDPOINTS / 2

  try {
    const speed = await playRounds('webhooks P7', {
      bare,
      'one endpoint': () => deliver([placeOf(first, `${origin}/ok/one`)]),
      accounts: () => deliver(senders.map((sender) => placeOf(sender, `${origin}/ok/many`))),
    })
    const delay = await playRounds('webhooks P8', {
      'all well': () => delays([...oneAccount('ok'), ...oneAccount('ok')], []),
      'half hang': () => delays(oneAccount('ok'), oneAccount('hang')),
      'all tenants well': () => delays([...accounts('ok', 0), ...accounts('ok', half)], []),
      'half of the tenants hang': () => delays(accounts('ok', 0), accounts('hang', half)),
    })
    const over = (of: Speed[]) => of.map((one, round) => one.perSecond / (speed.bare[round]?.perSecond ?? Number.NaN))
    const slower = (of: Delays[], than: Delays[]) => of.map((one, round) => one.p95 / (than[round]?.p95 ?? Number.NaN))
    const rate = (of: Speed[]) => of.map((one) => one.perSecond)
    return {
      name: 'webhooks',
      title: `P7, P8: web hooks, ${ENDPOINTS} endpoints`,
      rows: [
        { what: 'P7 one endpoint ÷ bare undici', unit: '', values: over(speed['one endpoint']), must: 0.1, aim: 0.4 },
        { what: `P7 ${ENDPOINTS} accounts ÷ bare undici`, unit: '', values: over(speed.accounts), must: 0.1, aim: 0.4 },
        {
          what: 'P8 p95, half of the endpoints hang ÷ all well',
          unit: '',
          values: slower(delay['half hang'], delay['all well']),
          most: 1.3,
        },
        {
          what: 'P8 p95, half of the tenants hang ÷ all well',
          unit: '',
          values: slower(delay['half of the tenants hang'], delay['all tenants well']),
          most: 1.3,
        },
        { what: 'bare undici', unit: '/s', values: rate(speed.bare) },
        { what: 'one endpoint', unit: '/s', values: rate(speed['one endpoint']) },
        { what: `${ENDPOINTS} accounts`, unit: '/s', values: rate(speed.accounts) },
        ...Object.entries(delay).flatMap(([what, of]) => [
          { what: `${what}: p50 of the well ones`, unit: 'ms', values: of.map((one) => one.p50) },
          { what: '  p95', unit: 'ms', values: of.map((one) => one.p95) },
        ]),
      ],
      counted: {
        'one endpoint': speed['one endpoint'].map((one) => one.counted),
        [`${ENDPOINTS} accounts`]: speed.accounts.map((one) => one.counted),
      },
      notes: [
        `Claimed, address checked, signed, posted, recorded; ${PLACES} connections in the bare loop, as many as the engine gives one endpoint. One worker; receiver, PostgreSQL and worker share the machine.`,
        `P8: ${PER_SECOND} events/s for ${P8_SECONDS} s over ${ENDPOINTS} endpoints that the worker does not know, of one account, then of an account each. From due to received. Half as many well ones, at half the load, when the others hang.`,
      ],
    }
  } finally {
    receiver.kill()
    await stage.stop()
  }
}
