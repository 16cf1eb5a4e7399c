import { defineConfig } from 'prisma/config'

// Generating needs no database; migrations are run by prisma/apply-migrations.ts.
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
})
