import { expect, test } from 'vitest'
import { hashSecret, looksLikeSecret, matchesHash, newAccessKey, newSecret } from './secret.ts'

test('a secret is recognised by its checksum and matched by its hash alone', () => {
  const secret = newSecret()
  expect(looksLikeSecret(secret)).toBe(true)
  expect(matchesHash(secret, hashSecret(secret))).toBe(true)
  expect(matchesHash(newSecret(), hashSecret(secret))).toBe(false)
})

test('a mistyped secret is refused before any database is asked', () => {
  const secret = newSecret()
  const other = secret[10] === 'A' ? 'B' : 'A'
  expect(looksLikeSecret(secret.slice(0, 10) + other + secret.slice(11))).toBe(false)
  for (const garbage of ['', 'lc_', `${secret}x`, secret.slice(1), secret.toUpperCase()])
    expect(looksLikeSecret(garbage)).toBe(false)
})

test('an access key is eight digits', () => {
  expect(newAccessKey()).toMatch(/^[1-9][0-9]{7}$/)
})
