/**
 * An API secret: `lc_`, 43 characters of 32 random bytes, and 6 of a checksum. The checksum refuses garbage without asking the
 * database; stored is SHA-256 alone, which is enough for 256 bits of entropy (design.md, decision 7).
 */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

const SHAPE = /^lc_[A-Za-z0-9_-]{43}[0-9a-z]{6}$/

export function newSecret(): string {
  const token = randomBytes(32).toString('base64url')
  return `lc_${token}${checksum(token)}`
}

/** 8 digits, as clients of the contract insist on (contract 1.2); never starting with 0, so that no spreadsheet shortens it. */
export function newAccessKey(): string {
  return randomInt(10_000_000, 100_000_000).toString()
}

export function looksLikeSecret(secret: string): boolean {
  return SHAPE.test(secret) && checksum(secret.slice(3, 46)) === secret.slice(46)
}

export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function matchesHash(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(hashSecret(secret), hash)
}

function checksum(token: string): string {
  return crc32(token).toString(36).padStart(7, '0').slice(-6)
}
