/** Where a key stands in its life. Pure, so that pages, verbs and the command line say the same. */
import { DAY_MS } from '#lib/time.ts'

export type KeyLife = { expiresAt: Date | null; revokedAt: Date | null; previousUntil: Date | null }
export type KeyState = 'active' | 'rotating' | 'expires_soon' | 'expired' | 'revoked'

const SOON_MS = 14 * DAY_MS
export const IDLE_DAYS = 30

export function stateOf({ expiresAt, revokedAt, previousUntil }: KeyLife, at: Date): KeyState {
  if (revokedAt) return 'revoked'
  if (expiresAt && expiresAt <= at) return 'expired'
  if (previousUntil && previousUntil > at) return 'rotating'
  return expiresAt && expiresAt.getTime() - at.getTime() < SOON_MS ? 'expires_soon' : 'active'
}

/** Old enough to have been used, and not used for 30 days: somebody should ask whether anybody needs it. */
export function isIdle(key: KeyLife & { createdAt: Date; lastUse: { at: Date } | null }, at: Date): boolean {
  const state = stateOf(key, at)
  const since = (key.lastUse?.at ?? key.createdAt).getTime()
  return state !== 'revoked' && state !== 'expired' && at.getTime() - since > IDLE_DAYS * DAY_MS
}
