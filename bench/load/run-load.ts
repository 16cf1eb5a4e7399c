/** Drives the API for some seconds. A first moment warms up and is not counted. */
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../report/statistics.ts'
import { startClock } from './clock.ts'
import { type Connection, openConnection } from './connection.ts'
import type { LoadResult, Plan, Quantiles } from './plan.ts'
import { createRequests } from './requests.ts'
import { followWitness } from './witness.ts'

const WARM_UP_MS = 500
const DRAIN_MS = 20_000
const ACCEPTED = 202

type Client = Connection & { sentAt: number }

export async function runLoad(plan: Plan): Promise<LoadResult> {
  const { shape } = plan
  const clock = startClock()
  const nextRequest = createRequests(plan)
  const answerMs: number[] = []
  const roadMs: number[] = []
  const refused: Record<string, number> = {}
  const idle: Client[] = []
  /** Under open load: when a request was to be sent that no client was free for. It counts from then. */
  const due: number[] = []
  let acceptedInAll = 0
  /** Sent and not yet accepted; with a witness, not yet taken by the carrier. */
  let onTheWay = 0
  let submitted = 0
  let isOver = false
  const beginsAt = clock() + WARM_UP_MS
  const endsAt = beginsAt + plan.seconds * 1000
  const counts = (at: number) => at >= beginsAt && at < endsAt

  function maySend(): boolean {
    if (isOver || idle.length === 0) return false
    if (shape.kind === 'open') return due.length > 0
    return shape.kind === 'closed' || onTheWay < shape.inRoad
  }

  function pump(): void {
    while (maySend()) {
      const client = idle.pop()
      if (!client) return
      client.sentAt = due.shift() ?? clock()
      onTheWay++
      client.send(nextRequest(client.sentAt))
    }
  }

  async function openClient(): Promise<Client> {
    const connection = await openConnection(plan.port, (status) => {
      const at = clock()
      const isAccepted = status === ACCEPTED
      if (isAccepted) acceptedInAll++
      else refused[status] = (refused[status] ?? 0) + 1
      if (isAccepted && counts(at)) answerMs.push(at - client.sentAt)
      if (!isAccepted || plan.witness === null) onTheWay--
      idle.push(client)
      pump()
    })
    const client = { ...connection, sentAt: 0 }
    return client
  }

  const clients = await Promise.all(Array.from({ length: plan.clients }, openClient))
  idle.push(...clients)
  const stopFollowing = followWitness(plan.witness, (at, sentAt) => {
    onTheWay--
    if (counts(at)) submitted++
    if (counts(sentAt)) roadMs.push(at - sentAt)
    pump()
  })
  const stopMetronome = startMetronome(shape.kind === 'open' ? shape.perSecond : 0, clock, (at) => {
    due.push(at)
    pump()
  })
  pump()

  await sleep(endsAt - clock())
  isOver = true
  stopMetronome()
  for (const since = clock(); onTheWay > 0 && clock() - since < DRAIN_MS; ) await sleep(10)
  stopFollowing()
  for (const client of clients) client.close()
  if (onTheWay > 0) refused.unfinished = onTheWay
  return {
    acceptedInAll,
    acceptedPerSecond: answerMs.length / plan.seconds,
    refused,
    answerMs: quantiles(answerMs),
    submittedPerSecond: submitted / plan.seconds,
    roadMs: quantiles(roadMs),
  }
}

/** Beats as often as asked, on the clock: a beat that comes late is still told when it was due. */
function startMetronome(perSecond: number, clock: () => number, onBeat: (at: number) => void): () => void {
  if (perSecond === 0) return () => {}
  let at = clock()
  const timer = setInterval(() => {
    for (; at <= clock(); at += 1000 / perSecond) onBeat(at)
  }, 1)
  return () => clearInterval(timer)
}

function quantiles(values: number[]): Quantiles {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) }
}
