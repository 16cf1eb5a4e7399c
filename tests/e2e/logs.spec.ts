import { expect, test } from '@playwright/test'
import { findLeaks } from '#tests/support/find-leaks.ts'
import { stackFacts } from '#tests/support/stack-facts.ts'

test('after everything the browser tests did, no log holds a text, a secret, a password, a link or a whole number', async () => {
  const { dataDir, databaseUrl } = stackFacts()
  const { leaks, files, bytes, needles } = await findLeaks(dataDir, databaseUrl)
  process.stdout.write(`searched ${files} logs, ${bytes} characters, for ${needles} texts and secrets\n`)
  expect(leaks).toEqual([])
  // That there was something to find, and somewhere to find it.
  expect(files).toBeGreaterThanOrEqual(4)
  expect(bytes).toBeGreaterThan(1_000)
  expect(needles).toBeGreaterThan(10)
})
