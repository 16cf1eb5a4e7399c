import { expect, inject, test } from 'vitest'
import { env } from '#lib/env.ts'
import { diffSchema } from '#prisma/diff-schema.ts'
import { runAsOwner, TEMPLATE } from '#tests/support/database.ts'

test('what the code believes about the tables is what the migrations make of them', async () => {
  const template = new URL(inject('adminUrl'))
  template.pathname = TEMPLATE
  expect(await diffSchema(template.href)).toBe('')
})

test('a column that only the database knows is noticed', async () => {
  await runAsOwner(env.database.url, 'alter table accounts add column unknown_to_the_code integer')
  expect(await diffSchema(env.database.url)).toContain('DROP COLUMN "unknown_to_the_code"')
})
