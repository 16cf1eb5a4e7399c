/**
 * Live streams end with their session. All that are open in this process are asked after together, by one question to the
 * database, however many they are.
 */
import 'server-only'
import { livingEntries } from '#domain/access/living-entries.ts'
import type { Session } from '#domain/access/open-session.ts'

/** An ended session watches for less than a second more. */
const CHECK_MS = 700

type Watch = { sessionId: string; accountId: string; role: string; onEnd: () => void }

const watches = new Set<Watch>()
let isAsking = false

/** Calls `onEnd` once the session is over, or is another: of another account or with another role. Returns the way to stop. */
export function watchSession({ id, account, role }: Session, onEnd: () => void): () => void {
  const watch = { sessionId: id, accountId: account.id, role, onEnd }
  watches.add(watch)
  if (!isAsking) askLater()
  return () => watches.delete(watch)
}

/** One question after the other: a slow database is not asked by a crowd. */
function askLater(): void {
  isAsking = watches.size > 0
  if (isAsking) setTimeout(() => void ask().finally(askLater), CHECK_MS)
}

async function ask(): Promise<void> {
  const asked = [...watches]
  const entries = await livingEntries([...new Set(asked.map((one) => one.sessionId))]).catch(() => null)
  if (!entries) return
  for (const watch of asked) {
    const entry = entries.get(watch.sessionId)
    if (entry?.accountId === watch.accountId && entry.role === watch.role) continue
    watches.delete(watch)
    watch.onEnd()
  }
}
