/** A PostgreSQL of its own with the settings of `npm start`: on disk, fsync and synchronous_commit on. Gone afterwards. */
import pg from 'pg'
import { applyMigrations } from '#prisma/apply-migrations.ts'
import { root } from '#server/start/settings.ts'
import { ensureDatabase, type Postgres, preparePostgres } from '#server/start/start-postgres.ts'
import { freePorts, makeThrowawayFolder } from '#tests/support/throwaway.ts'

export type Cluster = {
  postmaster: () => number
  /** A migrated database under this name, and its address. */
  createDatabase: (name: string) => Promise<string>
  stop: () => Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const folder = makeThrowawayFolder('bench')
  const [port = 0] = await freePorts(1)
  const events = { line: (text: string) => console.error(text), changed: () => {} }
  const postgres: Postgres = await preparePostgres({ root, dataDir: folder.path, port, throwaway: false }, events)
  await postgres.start()
  return {
    postmaster: () => postgres.pid() ?? 0,
    createDatabase: async (name) => {
      await ensureDatabase(postgres, name)
      const url = postgres.urlOf(name)
      await applyMigrations(url)
      return url
    },
    stop: async () => {
      await postgres.stop()
      folder.remove()
    },
  }
}

/** As the owner, past row-level security: for setting the stage and for counting. */
export async function connectAsOwner(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'longcode-bench' })
  client.on('error', () => {})
  await client.connect()
  return client
}
