/** Starts a part, waits until it is ready, and starts it again when it ends without being asked to. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Part, type Spawned, spawnPart } from './spawn-part.ts'
import { StartProblem } from './start-problem.ts'

export type Kept = {
  name: string
  pid: () => number | undefined
  /** Bounded: what has not ended after `withinMs` is killed. */
  stop: (withinMs?: number) => Promise<void>
  start: () => Promise<void>
  signal: (name: NodeJS.Signals) => void
}

export type Events = { line: (text: string) => void; changed: () => void }

const READY_WITHIN_MS = 60_000
const BACKOFF_MS = { first: 500, last: 10_000, forgiven: 30_000 }

export function keepRunning(part: Part, { line, changed }: Events): Kept {
  let current: Spawned | null = null
  let wanted = false

  const spawn = () => {
    current = spawnPart(part)
    changed()
    return current
  }

  const start = async () => {
    wanted = true
    const spawned = spawn()
    await waitUntilReady(part, spawned)
    void watch(spawned)
  }

  const watch = async (first: Spawned) => {
    let delayMs = BACKOFF_MS.first
    for (let spawned = first; ; spawned = spawn()) {
      const startedAt = Date.now()
      const { how, lastLines } = await spawned.ended
      if (!wanted) return
      if (Date.now() - startedAt > BACKOFF_MS.forgiven) delayMs = BACKOFF_MS.first
      line(`  ✗ ${part.name} ended ${how}; it is started again in ${delayMs / 1000} s`)
      for (const last of lastLines) line(`      ${last}`)
      await sleep(delayMs)
      if (!wanted) return
      delayMs = Math.min(delayMs * 2, BACKOFF_MS.last)
    }
  }

  const stop = async (withinMs = 10_000) => {
    wanted = false
    const running = current
    if (!running) return
    running.signal(part.stopSignal)
    const slow = sleep(withinMs, 'slow', { ref: false })
    if ((await Promise.race([running.ended, slow])) === 'slow') running.signal('SIGKILL')
    await running.ended
    current = null
    changed()
  }

  return { name: part.name, pid: () => current?.pid, start, stop, signal: (name) => current?.signal(name) }
}

async function waitUntilReady(part: Part, spawned: Spawned) {
  const deadline = Date.now() + READY_WITHIN_MS
  let ended: { how: string; lastLines: string[] } | null = null
  void spawned.ended.then((ending) => {
    ended = ending
  })
  while (Date.now() < deadline) {
    if (await part.isReady()) return
    if (ended) break
    await sleep(40)
  }
  const { how, lastLines }: { how: string; lastLines: string[] } = ended ?? { how: '', lastLines: [] }
  const what = ended ? `ended ${how} before it was ready` : `was not ready within ${READY_WITHIN_MS / 1000} s`
  throw new StartProblem(`${part.name} ${what}.${part.logFile ? ` Its log is ${part.logFile}.` : ''}`, lastLines)
}
