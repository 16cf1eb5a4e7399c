/**
 * Nudges between processes: PostgreSQL NOTIFY, one LISTEN connection a process. A nudge only says "look now"; whoever hears
 * none looks by itself soon, so a lost one costs time and never a message.
 */
import pg from 'pg'
import { pool } from './db.ts'
import { env } from './env.ts'
import { log } from './log.ts'

/** `work`: something is due. `feed`: accounts (ids in the payload, or '*') have news that the outbox holds. */
export type Channel = 'work' | 'feed'
type Listener = (payload: string) => void

const listeners = new Map<Channel, Set<Listener>>()
let client: pg.Client | null = null
const RECONNECT_MS = 500

/** Returns the way to stop listening. */
export function onNudge(channel: Channel, listener: Listener): () => void {
  const all = listeners.get(channel) ?? new Set()
  listeners.set(channel, all.add(listener))
  if (!client) connect()
  return () => {
    all.delete(listener)
  }
}

function connect(): void {
  const connection = new pg.Client({
    connectionString: env.database.url,
    application_name: 'longcode-nudges',
    keepAlive: true,
  })
  client = connection
  let ended = false
  const again = (fault?: Error) => {
    if (ended) return
    ended = true
    if (client !== connection) return
    log.warn({ fault: fault?.message }, 'the nudge connection was lost')
    connection.end().catch(() => {})
    setTimeout(() => client === connection && connect(), RECONNECT_MS)
  }
  connection.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''))
  connection.on('error', again)
  connection.on('end', () => again())
  connection
    .connect()
    .then(() => connection.query('listen work; listen feed'))
    // Whatever was missed while away: everybody looks once.
    .then(() => [...listeners.keys()].map((channel) => tell(channel, '*')))
    .catch(again)
}

function tell(channel: string, payload: string): void {
  for (const [name, all] of listeners) if (name === channel) for (const listener of all) listener(payload)
}

export async function stopNudges(): Promise<void> {
  const connection = client
  client = null
  listeners.clear()
  await connection?.end().catch(() => {})
}

/** Words that wait for the end of a channel's quiet moment; no entry when it has none. */
const pending = new Map<Channel, Set<string>>()
const QUIET_MS = 5

/** Sent at once, outside any transaction; what comes within a few milliseconds of it goes together, after them. */
export function nudge(channel: Channel, word = '*'): void {
  const words = pending.get(channel)
  if (words) words.add(word)
  else send(channel, [word])
}

function send(channel: Channel, words: string[]): void {
  pending.set(channel, new Set())
  setTimeout(() => {
    const waiting = [...(pending.get(channel) ?? [])]
    pending.delete(channel)
    if (waiting.length > 0) send(channel, waiting)
  }, QUIET_MS).unref()
  // A payload has at most 8000 bytes: past 200 accounts everybody looks.
  const payload = words.length > 200 || words.includes('*') ? '*' : words.join(',')
  pool.query('select pg_notify($1, $2)', [channel, payload]).catch(() => {}) // the next look finds it
}
