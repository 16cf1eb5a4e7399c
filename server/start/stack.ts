/**
 * The whole product on this machine: made ready, started in order, stopped in order. `npm start`, the browser tests and
 * the fault tests all start it here.
 */
import { mkdirSync } from 'node:fs'
import { relative } from 'node:path'
import { applyMigrations, MigrationProblem } from '#prisma/apply-migrations.ts'
import type { DemoSignIn } from '#prisma/seed/main.ts'
import { buildPortal } from './build-portal.ts'
import { checkDatabase } from './check-database.ts'
import { checkPorts } from './check-ports.ts'
import { environmentFor } from './environment.ts'
import { generateClient } from './generate-client.ts'
import { type Kept, keepRunning } from './keep-running.ts'
import { keepSecret, writeLocalFile } from './local-file.ts'
import { type PartName, partOf } from './parts.ts'
import { recreateDatabase } from './recreate-database.ts'
import { endLeftovers, forgetProcesses, rememberProcesses } from './run-file.ts'
import { seedDemo, wasSeedCutShort } from './seed-demo.ts'
import type { Settings } from './settings.ts'
import { ensureDatabase, type Postgres, preparePostgres } from './start-postgres.ts'
import { StartProblem } from './start-problem.ts'
import type { Say } from './step.ts'

export type Stack = {
  databaseUrl: string
  demo: DemoSignIn | null
  parts: Map<PartName | 'postgres', Kept>
}

/** First those that take work, then those that finish it. */
const STOP_ORDER: (PartName | 'postgres')[][] = [['portal', 'api'], ['worker'], ['sandbox'], ['postgres']]

export function createStack(settings: Settings, say: Say) {
  const { root, dataDir, mode } = settings
  const parts: Stack['parts'] = new Map()
  const abort = new AbortController()
  // Until then the run file may be that of another start, alive in this folder.
  let claimed = false
  const events = {
    line: say.line,
    changed: () =>
      rememberProcesses(
        dataDir,
        [...parts.values()].map((part) => ({ name: part.name, pid: part.pid() })),
      ),
  }

  const startEmbedded = async () => {
    const postgres = await preparePostgres(
      { root, dataDir, port: settings.ports.postgres, throwaway: settings.throwaway },
      events,
    )
    abort.signal.throwIfAborted()
    parts.set('postgres', postgres)
    await postgres.start()
    return postgres
  }

  const openDatabase = async () => {
    if (settings.databaseUrl) {
      await checkDatabase(settings.databaseUrl)
      return settings.databaseUrl
    }
    const where = ({ data }: Postgres) => (data.startsWith(root) ? relative(root, data) : data)
    const postgres = await say.step('starting the database', 'database ready', startEmbedded, where)
    const name = settings.demo ? 'longcode' : 'longcode_empty'
    if (wasSeedCutShort(dataDir, postgres.urlOf(name))) await recreateDatabase(postgres.urlOf('postgres'), name)
    await ensureDatabase(postgres, name)
    return postgres.urlOf(name)
  }

  const startPart = async (name: PartName, env: NodeJS.ProcessEnv) => {
    abort.signal.throwIfAborted()
    const part = keepRunning(partOf(name, settings, env), events)
    parts.set(name, part)
    await say.step(`starting ${name}`, `${name} ready`, part.start)
  }

  const start = async (): Promise<Stack> => {
    mkdirSync(dataDir, { recursive: true })
    const ended = await endLeftovers(dataDir)
    if (ended.length > 0) say.line(`  · ended what an earlier start left running: ${ended.join(', ')}`)
    events.changed()
    claimed = true
    await checkPorts(settings)
    await generateClient(root, say, abort.signal)

    const building = settings.reload ? Promise.resolve() : buildPortal(root, say, abort.signal)
    building.catch(() => {}) // Awaited below; until then the database may fail first.
    const databaseUrl = await openDatabase()
    const secret = settings.authSecret ?? keepSecret(dataDir)
    const env = environmentFor(settings, databaseUrl, secret)
    if (mode !== 'production') writeLocalFile(dataDir, { DATABASE_URL: databaseUrl, AUTH_SECRET: secret })
    await migrate(databaseUrl, say)
    const seeding = { root, dataDir, databaseUrl, env, say, signal: abort.signal }
    const demo = settings.demo ? await seedDemo(seeding) : null

    // In production, too: it is the carrier that test keys send over.
    await startPart('sandbox', env)
    await Promise.all([startPart('worker', env), startPart('api', env), building.then(() => startPart('portal', env))])
    return { databaseUrl, demo, parts }
  }

  const stop = async () => {
    abort.abort(new StartProblem('stopped'))
    for (const names of STOP_ORDER) await Promise.all(names.map((name) => parts.get(name)?.stop()))
    if (claimed) forgetProcesses(dataDir)
  }

  const kill = () => {
    for (const part of parts.values()) part.signal('SIGKILL')
  }

  return { start, stop, kill }
}

async function migrate(databaseUrl: string, say: Say) {
  const count = (names: string[]) => (names.length === 0 ? 'nothing to do' : `${names.length} applied`)
  try {
    await say.step('migrating the database', 'database migrated', () => applyMigrations(databaseUrl), count)
  } catch (error) {
    throw error instanceof MigrationProblem ? new StartProblem(error.message) : error
  }
}
