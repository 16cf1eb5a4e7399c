/**
 * Runs `migrations/<name>/migration.sql` in the order of their names, over the table that Prisma keeps for itself:
 * same columns, same checksums, same lock, so `prisma migrate deploy` and this agree on what has been applied.
 *
 * Each migration is one transaction with its own row in the table: it is applied whole or not at all. The limit:
 * nothing that cannot run in a transaction (`create index concurrently`) may stand in one.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

export class MigrationProblem extends Error {
  override name = 'MigrationProblem'
}

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

/** Prisma's own lock, so that its tool and ours wait for each other. */
const LOCK = 72707369
const LOCK_TIMEOUT = '60s'

const TABLE = `
create table if not exists _prisma_migrations (
  id                  varchar(36) primary key,
  checksum            varchar(64) not null,
  finished_at         timestamptz,
  migration_name      varchar(255) not null,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/** Connects with the login of the address: the owner, never the application's role. Answers what it applied. */
export async function applyMigrations(
  databaseUrl: string,
  onApplied: (name: string) => void = () => {},
  folder = join(import.meta.dirname, 'migrations'),
): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'longcode-migrate' })
  await client.connect()
  try {
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(TABLE)
    const pending = await findPending(client, migrations)
    for (const migration of pending) {
      await apply(client, migration)
      onApplied(migration.name)
    }
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const read = async (name: string) => {
    const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  }
  return Promise.all(names.sort().map(read))
}

async function findPending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const applied = new Map(rows.map((row) => [row.migration_name, row]))
  return migrations.filter(({ name, checksum }) => {
    const row = applied.get(name)
    if (!row) return true
    if (!row.finished_at) {
      throw new MigrationProblem(
        `Migration ${name} is recorded as failed: repair the database, then mark it with \`prisma migrate resolve\`.`,
      )
    }
    if (row.checksum !== checksum) {
      throw new MigrationProblem(
        `Migration ${name} was changed after it was applied: restore its file and write a new migration.`,
      )
    }
    return false
  })
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  const startedAt = new Date()
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationProblem(
      `Migration ${name} failed${lineOf(error, sql)}: ${textOf(error)}. Nothing of it was kept.`,
    )
  }
}

function lineOf(error: unknown, sql: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  return position > 0 ? ` at line ${sql.slice(0, position).split('\n').length}` : ''
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
