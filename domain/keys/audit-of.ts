import type { KeySettings } from './key-input.ts'

/** What the audit log keeps of a key's settings: all of them, written so that a person can compare two. */
export function auditOf({ name, description, scopes, numbers, addresses, expiresAt }: KeySettings) {
  return {
    name,
    description,
    scopes,
    numbers: numbers ?? 'all',
    addresses: addresses.length > 0 ? addresses : 'any',
    expires_at: expiresAt?.toISOString() ?? null,
  }
}

/** Only what differs, on both sides. */
export function difference(before: KeySettings, after: KeySettings) {
  const [was, is] = [auditOf(before), auditOf(after)]
  const changed = (Object.keys(is) as (keyof typeof is)[]).filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  )
  const pick = (from: typeof is) => Object.fromEntries(changed.map((name) => [name, from[name]]))
  return changed.length === 0 ? null : { before: pick(was), after: pick(is) }
}
