/**
 * The database as the verbs see it. Each connection drops to the role `longcode_app` at once: it owns nothing, row-level
 * security binds it, and it cannot update or delete ledger, event or audit rows, whoever logged in.
 */
import pg from 'pg'
import type { CopyOut } from './copy-out.ts'
import { env } from './env.ts'

export const APP_ROLE = 'longcode_app'

/**
 * A process that is paused inside a transaction holds its locks, an account's balance among them: the server ends that
 * transaction. No verb is idle in one, so only a process that has stopped working gets this far.
 */
const IDLE_IN_TRANSACTION_MS = 5_000
const IDLE_IN_SNAPSHOT_MS = 60_000

/**
 * A connection keeps the plan of a prepared statement. One that was made while a table was empty reads it whole for as long as
 * it lives, so that is not offered to the planner. For the same reason the hot statements name the ids they want
 * (`id = any(array(…))`) instead of joining for them: a join may be planned to read all rows of the account.
 */
const SETTINGS = {
  role: APP_ROLE,
  timezone: 'UTC',
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  enable_seqscan: 'off',
}

// Money is bigint: never a float on the way in. For this pool alone: Prisma reads int8 as text.
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid, format),
} as pg.CustomTypesConfig

const connection = {
  connectionString: env.database.url,
  options: Object.entries(SETTINGS)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' '),
  types,
}

export const pool = new pg.Pool({
  ...connection,
  max: env.database.pool,
  application_name: 'longcode',
  // What a verb asks without waiting in between travels together.
  pipeline: true,
})
/** Long readings hold theirs for minutes, and COPY does not travel together with anything. Made when the first is wanted. */
const SNAPSHOTS = 5
const snapshots = new pg.Pool({
  ...connection,
  max: SNAPSHOTS,
  application_name: 'longcode-snapshots',
  allowExitOnIdle: true,
})
for (const one of [pool, snapshots]) {
  // An idle connection that breaks is replaced by the pool; the next query reports a lasting fault.
  one.on('error', () => {})
  // Between its pool and its borrower nobody else listens to a connection: one that is cut just then would end the process.
  one.on('connect', (client) => client.on('error', () => {}))
}

/** Whether the same may succeed later: the connection was lost, the server restarts, somebody else held the lock. */
export function isPassing(fault: unknown): boolean {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  // Wrong data (22), a broken constraint (23), wrong SQL or rights (42) stay wrong.
  return !/^(22|23|42)...$/.test(code)
}

declare const inTransaction: unique symbol
export type Row = Record<string, unknown>

/** A running transaction. Only `transaction()` and `tenantTransaction()` make one. */
export type Tx = {
  readonly [inTransaction]: true
  query: <R = Row>(statement: Statement, values?: readonly unknown[]) => Promise<R[]>
  /** Nothing else is asked before it has ended. */
  copyOut: (copy: CopyOut) => Promise<void>
}

/** SQL with a name is prepared once a connection. */
export type Statement = string | { name: string; text: string }

function bind(client: pg.ClientBase): Tx {
  const query = async (statement: Statement, values: readonly unknown[] = []) => {
    const text = typeof statement === 'string' ? { text: statement } : statement
    return (await client.query({ ...text, values: [...values] })).rows
  }
  const copyOut = (copy: CopyOut) => {
    client.query(copy as unknown as pg.Submittable)
    return copy.ended
  }
  return { query, copyOut } as Tx
}

/** One statement on its own, outside any transaction and any tenant: global look-ups only. */
export async function query<R = Row>(statement: Statement, values: readonly unknown[] = []): Promise<R[]> {
  const text = typeof statement === 'string' ? { text: statement } : statement
  return (await pool.query({ ...text, values: [...values] })).rows as R[]
}

/** Commits when `work` resolves, rolls back when it rejects. `work` makes no network call. */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return run('begin', work)
}

/** The same for one account: row-level security lets nothing else be seen or written. */
export async function tenantTransaction<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  // One round trip: the simple protocol takes both statements. The id is a UUID or the statement is not built.
  if (!/^[0-9a-f-]{36}$/.test(accountId)) throw new TypeError('accountId is not a UUID')
  return run(`begin; set local app.account_id = '${accountId}'`, work)
}

/**
 * What of one account was committed at one moment, however long the reading takes. Nothing can be written, so nobody waits for it, and
 * its reader may be busy with what it has read for longer than a writer may.
 */
export async function tenantSnapshot<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!/^[0-9a-f-]{36}$/.test(accountId)) throw new TypeError('accountId is not a UUID')
  return run(
    `begin isolation level repeatable read read only; set local app.account_id = '${accountId}';
     set local idle_in_transaction_session_timeout = ${IDLE_IN_SNAPSHOT_MS}`,
    work,
    snapshots,
  )
}

async function run<T>(begin: string, work: (tx: Tx) => Promise<T>, from = pool): Promise<T> {
  const client = await from.connect()
  let broken: unknown
  // The pool listens to idle connections only: one that is cut while it is lent would end the process.
  const onCut = (fault: Error) => {
    broken = fault
  }
  client.on('error', onCut)
  try {
    // Not waited for: it travels with the first statement of the work. If it failed alone, the work would not be one transaction;
    // it cannot on a line that stands (`begin` asks for nothing), and on a cut one everything after it fails too.
    const begun = client.query(begin)
    begun.catch(() => {})
    const result = await work(bind(client))
    await begun
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((fault: unknown) => {
      broken = fault
    })
    throw error
  } finally {
    client.release(broken instanceof Error ? broken : undefined)
    client.off('error', onCut)
  }
}
