/** `npm run migrate`: brings the database of the environment up to the migrations of this checkout. */
import { env } from '#lib/env.ts'
import { applyMigrations } from './apply-migrations.ts'

try {
  const applied = await applyMigrations(env.database.url, (name) => console.log(`✓ ${name}`))
  console.log(applied.length === 0 ? 'The database is up to date.' : `${applied.length} applied.`)
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}
