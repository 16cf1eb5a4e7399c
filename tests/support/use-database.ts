/**
 * Vitest's setup file, run before each test file's imports: `lib/env.ts` reads the environment once, when it is first
 * imported, and `lib/db.ts` connects by it.
 */
import { afterAll, inject } from 'vitest'
import { createTestDatabase } from './database.ts'

const database = await createTestDatabase(inject('adminUrl'))

Object.assign(process.env, {
  LONGCODE_ENV: 'test',
  DATABASE_URL: database.url,
  AUTH_SECRET: 'a-secret-for-tests-a-secret-for-tests',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
})

afterAll(async () => {
  await database.drop()
})
