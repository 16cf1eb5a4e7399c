/**
 * POSTs to addresses that customers wrote down. Where they lead is judged on every attempt (`guarded-target.ts`, `guarded-connect.ts`), so a
 * name that turns to a private address later is refused then. No redirects, no unpacking; time, headers and answer are bounded.
 */
import { Agent, Client, Pool } from 'undici'
import { type Answer, AnswerTaker, type Connection, type Target } from './guarded-answer.ts'
import { openConnection } from './guarded-connect.ts'
import { judgeTarget } from './guarded-target.ts'

export type { Answer } from './guarded-answer.ts'

/**
 * Copies have connections of their own: one that hangs takes none from what it is a copy of. Of `fresh`, each request opens one and closes
 * it, so that every step is there to be timed.
 */
export type Lane = 'real' | 'copies' | 'fresh'

const MAX_HEADER_BYTES = 16_384
/** Shorter than what servers commonly keep a connection open (5 s): one that they close meanwhile costs an attempt. */
const KEEP_ALIVE_MS = 4_000

function makeClient(origin: URL): Client {
  const connection: Connection = { opening: null, isOpenedBy: null }
  const client = new Client(origin, {
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: 60_000,
    maxHeaderSize: MAX_HEADER_BYTES,
    // The whole time of a request is held by its taker.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => {
      connection.isOpenedBy = null
      connection.opening = openConnection(options, callback)
    },
  })
  // A client has one connection and one request under way: here is where they meet.
  const dispatch = client.dispatch.bind(client)
  client.dispatch = (options, handler) => {
    if (handler instanceof AnswerTaker) handler.connection = connection
    return dispatch(options, handler)
  }
  return client
}

function makeLane(connections: number | null): Agent {
  return new Agent({
    factory: (origin) => new Pool(origin, { connections, allowH2: false, factory: makeClient }),
  })
}

/**
 * Connections to one origin, whosever events go there. For what is real there is no end: tenants may share an origin, and whoever waited for
 * a connection of ours would lose its time to what another's requests do there. The worker says how many requests there are at once.
 */
const lanes: Record<Lane, Agent> = { real: makeLane(null), copies: makeLane(8), fresh: makeLane(null) }

type Input = { headers: Record<string, string>; body: string; timeoutMs: number; lane?: Lane }

/** Any answer, also 3xx, 4xx and 5xx, or the fault that kept it away: whatever the other side does is told, nothing is thrown for it. */
export async function guardedPost(url: string, input: Input): Promise<Answer> {
  const target = new URL(url)
  const refused = judgeTarget(target)
  if (refused) return refusal(refused)
  const answer = await post(target, input, input.lane ?? 'real')
  // The peer closed a connection that was open while we wrote to it, as any server does at times. Once more, over a new one; should it have
  // been read after all, the receiver knows it by its id.
  const isStale = answer.reused && answer.fault?.code === 'reset' && answer.statusCode === null
  return isStale ? post(target, { ...input, timeoutMs: input.timeoutMs - answer.timings.totalMs }, 'fresh') : answer
}

function post({ origin, hostname, host, pathname, search }: URL, input: Input, lane: Lane): Promise<Answer> {
  const place: Target = { hostname, host }
  const taker = new AnswerTaker(place, input.timeoutMs)
  const { headers, body } = input
  const path = `${pathname}${search}`
  lanes[lane].dispatch({ origin, path, method: 'POST', headers, body, reset: lane === 'fresh' }, taker)
  return taker.answer
}

function refusal({ code, sentence }: { code: 'leads_inside' | 'port'; sentence: string }): Answer {
  return {
    statusCode: null,
    text: '',
    headers: {},
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    address: null,
    tls: null,
    reused: false,
    fault: { step: 'dns', code, sentence },
  }
}

/** Whatever is under way there fails at once. */
export function closeLane(lane: Lane): Promise<void> {
  return lanes[lane].destroy()
}

export async function closeFetch(): Promise<void> {
  await Promise.all(Object.values(lanes).map((agent) => agent.destroy()))
}
