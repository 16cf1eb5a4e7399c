/**
 * POSTs to addresses that customers wrote down. The address that the socket connects to is checked after DNS, on every
 * attempt, so a name that turns to a private address later is refused then. No redirects, bounded time, bounded answer.
 */
import { lookup as dnsLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, request } from 'undici'
import { env } from './env.ts'
import { forbiddenAddress } from './public-address.ts'

export type Answer = { statusCode: number; text: string }

const ANSWER_BYTES = 1024
const CONNECT_TIMEOUT_MS = 5_000

const guardedLookup: LookupFunction = (hostname, options, callback) => {
  dnsLookup(hostname, { ...options, all: true }, (fault, found) => {
    const addresses = (found ?? []) as LookupAddress[]
    const reason = addresses.map(({ address }) => forbiddenAddress(address)).find((one) => one !== null)
    if (fault || reason) {
      callback(fault ?? new Error(`${hostname} leads inside: ${reason}`), '', 0)
    } else if (options.all) {
      callback(null, addresses)
    } else {
      callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 0)
    }
  })
}

const guarded = env.webhooks.allowPrivateTargets
  ? buildConnector({ timeout: CONNECT_TIMEOUT_MS })
  : buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup })

const agent = new Agent({
  connections: 32,
  pipelining: 1,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16_384,
  connect: (options, callback) => {
    // An address written as digits never meets the look-up.
    const bare = options.hostname.replace(/^\[|\]$/g, '')
    const reason = isIP(bare) && !env.webhooks.allowPrivateTargets ? forbiddenAddress(bare) : null
    if (reason) callback(new Error(`the address leads inside: ${reason}`), null)
    else guarded(options, callback)
  },
})

/** Resolves with any answer, also 3xx, 4xx and 5xx; rejects with a sentence when none came. */
export async function guardedPost(
  url: string,
  input: { headers: Record<string, string>; body: string; timeoutMs: number },
): Promise<Answer> {
  const signal = AbortSignal.timeout(input.timeoutMs)
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: input.headers,
      body: input.body,
      dispatcher: agent,
      signal,
    })
    return { statusCode: answer.statusCode, text: await firstBytes(answer.body) }
  } catch (fault) {
    if (signal.aborted) throw new Error(`no answer within ${input.timeoutMs / 1000} seconds`)
    throw new Error(fault instanceof Error ? fault.message : String(fault))
  }
}

async function firstBytes(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= ANSWER_BYTES) break // leaving the loop destroys the stream: nobody can make us read on
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8')
}

export function closeFetch(): Promise<void> {
  return agent.destroy()
}
