/** `.data/local.json`: what `lib/env.ts` falls back to outside production. Only this user may read it. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileOf = (dataDir: string) => join(dataDir, 'local.json')

/** The session secret of this checkout: made once, so that a restart signs nobody out. */
export function keepSecret(dataDir: string): string {
  try {
    const { AUTH_SECRET } = JSON.parse(readFileSync(fileOf(dataDir), 'utf8'))
    if (typeof AUTH_SECRET === 'string' && AUTH_SECRET.length >= 32) return AUTH_SECRET
  } catch {
    // Not there yet, or cut short by a kill: a new one signs everybody out and harms nothing.
  }
  return randomBytes(32).toString('hex')
}

export function writeLocalFile(dataDir: string, values: { DATABASE_URL: string; AUTH_SECRET: string }) {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(fileOf(dataDir), `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 })
  chmodSync(fileOf(dataDir), 0o600)
}
