import { log } from '#lib/log.ts'
import { type Channel, onNudge } from '#lib/nudges.ts'

export type Loop = {
  /** Look now: something is due. */
  ring: () => void
  /** Resolves when the round under way has ended; no other begins. */
  stop: () => Promise<void>
}

const FAULT_PAUSE_MS = 500

/**
 * Runs `work` again and again: at once while it finds something to do, else when it is rung, nudged, or `idleMs` have passed.
 * A fault is logged and tried again; it never ends the loop.
 */
export function runLoop(options: {
  name: string
  idleMs: number
  nudge?: Channel
  work: () => Promise<boolean>
}): Loop {
  let stopped = false
  let rung = false
  let wake = () => {}
  const ring = () => {
    rung = true
    wake()
  }
  const stopListening = options.nudge ? onNudge(options.nudge, ring) : () => {}

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (stopped) wake()
    })

  async function run(): Promise<void> {
    while (!stopped) {
      rung = false
      try {
        const more = await options.work()
        if (!more && !rung) await pause(options.idleMs)
      } catch (fault) {
        log.error(
          { loop: options.name, fault: fault instanceof Error ? fault.message : String(fault) },
          'a worker loop failed',
        )
        await pause(FAULT_PAUSE_MS)
      }
    }
  }
  const ended = run()

  return {
    ring,
    stop: () => {
      stopped = true
      stopListening()
      ring()
      return ended
    },
  }
}
