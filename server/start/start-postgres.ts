/** The embedded PostgreSQL: found, initialised once, started, answering. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { DATABASE_USER, initialisePostgres } from './initialise-postgres.ts'
import { type Events, type Kept, keepRunning } from './keep-running.ts'
import { findBinaries } from './postgres-binaries.ts'
import { choosePlace } from './postgres-place.ts'
import { birthOf, commandOf } from './process-facts.ts'
import { given } from './settings.ts'

export type Postgres = Kept & { data: string; urlOf: (database: string) => string }

export type PostgresOptions = { root: string; dataDir: string; port: number; throwaway: boolean }

export async function preparePostgres(options: PostgresOptions, events: Events): Promise<Postgres> {
  const binaries = findBinaries(options.root)
  const place = await choosePlace(options.dataDir, binaries)
  const password = await initialisePostgres(place, binaries.version, options.throwaway)
  await endStaleServer(place.data)
  const urlOf = (database: string) =>
    `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${options.port}/${encodeURIComponent(database)}`
  const kept = keepRunning(
    {
      name: 'postgres',
      command: join(place.bin, 'postgres'),
      args: ['-D', place.data, ...flags(options).flatMap((flag) => ['-c', flag])],
      cwd: '/',
      env: { ...given, LC_ALL: 'C', TZ: 'UTC' },
      owner: place.owner,
      logFile: join(options.dataDir, 'logs', 'postgres.log'),
      // Fast shutdown: sessions are ended, what is committed is kept.
      stopSignal: 'SIGINT',
      channel: false,
      isReady: () => answers(urlOf('postgres')),
    },
    events,
  )
  return { ...kept, data: place.data, urlOf }
}

function flags({ port, throwaway }: PostgresOptions): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    `shared_buffers=${throwaway ? '128MB' : '256MB'}`,
    'max_wal_size=2GB',
    'synchronous_commit=on',
    'log_checkpoints=off',
    ...(throwaway ? ['fsync=off', 'full_page_writes=off'] : []),
  ]
}

/** A killed start leaves the server or its lock file behind, and the process id in the file may be a stranger's by now. */
async function endStaleServer(data: string) {
  const lock = join(data, 'postmaster.pid')
  const pid = readPid(lock)
  if (pid === null) return
  if (!commandOf(pid)?.includes(data)) return rmSync(lock, { force: true })
  const birth = birthOf(pid)
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; waitedMs < 10_000 && birthOf(pid) === birth; waitedMs += 50) await sleep(50)
}

function readPid(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null
  } catch {
    return null
  }
}

async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** `create database` when it is not there yet. `name` is one of ours, never a stranger's. */
export async function ensureDatabase(postgres: Postgres, name: string) {
  const client = new pg.Client({ connectionString: postgres.urlOf('postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
