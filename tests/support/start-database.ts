/** Vitest's global setup: the server, and the template that every test file's database is cloned from. */
import type { TestProject } from 'vitest/node'
import { applyMigrations } from '#prisma/apply-migrations.ts'
import { root } from '#server/start/settings.ts'
import { ensureDatabase, preparePostgres } from '#server/start/start-postgres.ts'
import { TEMPLATE } from './database.ts'
import { freePorts, makeThrowawayFolder } from './throwaway.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
  }
}

export async function setup(project: TestProject) {
  const folder = makeThrowawayFolder('test')
  const [port = 0] = await freePorts(1)
  const events = { line: (text: string) => process.stderr.write(`${text}\n`), changed: () => {} }
  const postgres = await preparePostgres({ root, dataDir: folder.path, port, throwaway: true }, events)
  await postgres.start()
  await ensureDatabase(postgres, TEMPLATE)
  await applyMigrations(postgres.urlOf(TEMPLATE))
  project.provide('adminUrl', postgres.urlOf('postgres'))
  return async () => {
    await postgres.stop()
    folder.remove()
  }
}
