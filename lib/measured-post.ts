/**
 * One POST on a connection of its own, step by step and each step timed: for people who want to know how an address answers. Judged
 * like every other outbound request (`guarded-connect.ts`): no redirects, bounded time, bounded answer, certificates checked.
 */
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { Client } from 'undici'
import { firstBytes } from './first-bytes.ts'
import { bareHost, CONNECT_TIMEOUT_MS, judgeLiteral, resolveGuarded } from './guarded-connect.ts'

export const STEPS = ['dns', 'connect', 'tls', 'firstByte', 'rest'] as const
export type Step = (typeof STEPS)[number]

export type Measured = {
  /** What each step took; a step that was not reached, or not needed, is missing. */
  stepMs: Partial<Record<Step, number>>
  totalMs: number
  address: string | null
  /** `TLSv1.3`; null without TLS. */
  tls: string | null
  statusCode: number | null
  /** Where a redirect points. */
  location: string | null
  /** The first kilobyte of the answer, as text. */
  text: string | null
  /** Null when a whole answer came, whatever it says. */
  fault: { step: Step; code: string; message: string } | null
}

type Input = { headers: Record<string, string>; body: string; timeoutMs: number }

export async function measuredPost(url: string, input: Input): Promise<Measured> {
  const signal = AbortSignal.timeout(input.timeoutMs)
  const connecting = AbortSignal.timeout(Math.min(input.timeoutMs, CONNECT_TIMEOUT_MS))
  const began = performance.now()
  const found: Measured = {
    stepMs: {},
    totalMs: 0,
    address: null,
    tls: null,
    statusCode: null,
    location: null,
    text: null,
    fault: null,
  }
  let step: Step = 'dns'
  const limit = () => (step === 'firstByte' || step === 'rest' ? signal : connecting)
  const timed = async <T>(next: Step, work: Promise<T>): Promise<T> => {
    step = next
    const from = performance.now()
    try {
      return await orTimeout(work, limit())
    } finally {
      found.stepMs[next] = performance.now() - from
    }
  }
  let socket: Socket | null = null
  try {
    const target = new URL(url)
    const tcp = await openTcp(target, timed)
    socket = tcp
    found.address = tcp.remoteAddress ?? null
    if (target.protocol === 'https:') {
      const secure = await timed('tls', openTls(tcp, target))
      socket = secure
      found.tls = secure.getProtocol()
    }
    await post(socket, target, input, signal, timed, found)
  } catch (fault) {
    const { code = '', message } = fault as Error & { code?: string }
    found.fault = { step, code: limit().aborted ? 'TIMEOUT' : code, message }
  } finally {
    socket?.destroy()
  }
  found.totalMs = performance.now() - began
  return found
}

type Timed = <T>(next: Step, work: Promise<T>) => Promise<T>

async function openTcp(target: URL, timed: Timed): Promise<Socket> {
  const host = bareHost(target.hostname)
  const refused = judgeLiteral(target.hostname)
  if (refused) throw refused
  const addresses = isIP(host) ? null : await timed('dns', resolveGuarded(host))
  const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80))
  const socket = connectTcp({
    host,
    port,
    // What was judged is what is called: no second look-up in between.
    ...(addresses ? { lookup: (_host, _options, callback) => callback(null, addresses) } : {}),
  })
  try {
    await timed('connect', opened(socket, 'connect'))
  } catch (fault) {
    // Given up on, it would go on trying.
    socket.on('error', () => {}).destroy()
    throw fault
  }
  return socket
}

async function openTls(socket: Socket, target: URL): Promise<TLSSocket> {
  const host = bareHost(target.hostname)
  const secure = connectTls({
    socket,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    ALPNProtocols: ['http/1.1'],
  })
  await opened(secure, 'secureConnect')
  return secure
}

async function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once(event, resolve)
      socket.once('error', reject)
      socket.once('close', () => reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })))
    })
  } catch (fault) {
    // Whatever it says later is nobody's business.
    socket.on('error', () => {}).destroy()
    throw fault
  }
}

async function post(socket: Socket, target: URL, input: Input, signal: AbortSignal, timed: Timed, found: Measured) {
  const client = new Client(target.origin, {
    // Not at once: the client would not see that it is connected.
    connect: (_options, callback) => queueMicrotask(() => callback(null, socket)),
    maxHeaderSize: 16_384,
    allowH2: false,
  })
  try {
    const path = `${target.pathname}${target.search}`
    const { headers, body } = input
    const answer = await timed('firstByte', client.request({ method: 'POST', path, headers, body, signal }))
    found.statusCode = answer.statusCode
    const { location } = answer.headers
    found.location = typeof location === 'string' ? location : null
    found.text = await timed('rest', firstBytes(answer.body))
  } finally {
    // Not waited for: a peer that hangs would be waited for as well.
    client.destroy().catch(() => {})
  }
}

/** What is given up on goes on failing behind our back: nobody listens to it. */
function orTimeout<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => {})
  return new Promise((resolve, reject) => {
    const onTimeout = () => reject(new Error('no answer in time'))
    if (signal.aborted) return onTimeout()
    signal.addEventListener('abort', onTimeout, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onTimeout))
  })
}
