/**
 * While a line is bound, this process holds a lock of PostgreSQL for its session. A process that is killed loses its connection,
 * and with it the locks, at once: so the others know that what it had not acknowledged comes to them.
 */
import pg from 'pg'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'

const PATIENCE_MS = 2_000

export function createHeldSessions() {
  const wanted = new Set<string>()
  const held = new Set<string>()
  let client: pg.Client | null = null
  let isClosed = false
  let working: Promise<void> = Promise.resolve()

  async function connect(): Promise<pg.Client> {
    const connection = new pg.Client({
      connectionString: env.database.url,
      application_name: 'longcode carrier sessions',
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      keepAlive: true,
    })
    const lost = () => {
      if (client !== connection) return
      client = null
      held.clear()
    }
    connection.on('error', lost)
    connection.on('end', lost)
    await connection.connect()
    client = connection
    return connection
  }

  async function settle(): Promise<void> {
    const missing = [...wanted].filter((id) => !held.has(id))
    const over = [...held].filter((id) => !wanted.has(id))
    if (isClosed || missing.length + over.length === 0) return
    const connection = client ?? (await connect())
    for (const id of missing) {
      await connection.query('select pg_advisory_lock(session_lock($1))', [id])
      if (client === connection) held.add(id)
    }
    for (const id of over) {
      await connection.query('select pg_advisory_unlock(session_lock($1))', [id])
      held.delete(id)
    }
  }

  /** Takes and lets go what is due; what fails is done by a later call. */
  function keep(): Promise<void> {
    working = working.then(settle).catch((fault: unknown) => {
      client?.end().catch(() => {})
      client = null
      held.clear()
      log.warn({ fault: String(fault) }, 'the sessions of carrier links could not be held')
    })
    return working
  }

  return {
    keep,
    isHeld: (id: string): boolean => held.has(id),
    hold: (id: string): Promise<void> => {
      wanted.add(id)
      return keep()
    },
    release: (id: string): Promise<void> => {
      wanted.delete(id)
      return keep()
    },
    close: async (): Promise<void> => {
      await working
      isClosed = true
      await client?.end()
    },
  }
}
