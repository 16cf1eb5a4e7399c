/**
 * POSTs to addresses that customers wrote down. The address that the socket connects to is checked after DNS, on every
 * attempt, so a name that turns to a private address later is refused then. No redirects, bounded time, bounded answer.
 */
import { Agent, buildConnector, request } from 'undici'
import { firstBytes } from './first-bytes.ts'
import { CONNECT_TIMEOUT_MS, guardedLookup, judgeLiteral } from './guarded-connect.ts'

export type Answer = { statusCode: number; text: string }

/** Copies have connections of their own: one that hangs takes none from what it is a copy of. */
export type Lane = 'real' | 'copies'

const connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup })

function makeAgent(connections: number): Agent {
  return new Agent({
    connections,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 16_384,
    connect: (options, callback) => {
      const refused = judgeLiteral(options.hostname)
      if (refused) callback(refused, null)
      else connector(options, callback)
    },
  })
}

const agents: Record<Lane, Agent> = { real: makeAgent(32), copies: makeAgent(8) }

/** Resolves with any answer, also 3xx, 4xx and 5xx; rejects with a sentence when none came. */
export async function guardedPost(
  url: string,
  input: { headers: Record<string, string>; body: string; timeoutMs: number; lane?: Lane },
): Promise<Answer> {
  const signal = AbortSignal.timeout(input.timeoutMs)
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: input.headers,
      body: input.body,
      dispatcher: agents[input.lane ?? 'real'],
      signal,
    })
    return { statusCode: answer.statusCode, text: await firstBytes(answer.body) }
  } catch (fault) {
    if (signal.aborted) throw new Error(`no answer within ${input.timeoutMs / 1000} seconds`)
    throw new Error(fault instanceof Error ? fault.message : String(fault))
  }
}

/** Whatever is under way there fails at once. */
export function closeLane(lane: Lane): Promise<void> {
  return agents[lane].destroy()
}

export async function closeFetch(): Promise<void> {
  await Promise.all(Object.values(agents).map((agent) => agent.destroy()))
}
