/**
 * What must be read again and not by everybody who reads the database: sealed with AES-256-GCM under a key made from AUTH_SECRET.
 * `purpose` is bound in: what was sealed for one use opens for no other.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from './env.ts'

const IV_BYTES = 12
const TAG_BYTES = 16

function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', env.auth.secret, 'longcode', purpose, 32))
}

export function seal(purpose: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws when it was sealed under another secret, for another purpose, or changed. */
export function unseal(purpose: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

/** `value.signature`: readable by all, made by us alone. */
export function sign(purpose: string, value: string): string {
  return `${value}.${signature(purpose, value)}`
}

/** The value, or null when we did not sign it for this purpose. */
export function readSigned(purpose: string, signed: string): string | null {
  const dot = signed.lastIndexOf('.')
  const value = signed.slice(0, Math.max(0, dot))
  const given = Buffer.from(signed.slice(dot + 1))
  const right = Buffer.from(signature(purpose, value))
  return given.length === right.length && timingSafeEqual(given, right) ? value : null
}

function signature(purpose: string, value: string): string {
  return createHmac('sha256', keyFor(purpose)).update(value).digest('base64url')
}
