import { setTimeout as sleep } from 'node:timers/promises'

const STEP_MS = 300

/**
 * Answers only at whole steps of time, whether the work succeeds or fails. For questions whose honest answer takes longer for a
 * known e-mail than for an unknown one: by the clock they look alike.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  try {
    return await work()
  } finally {
    await sleep(STEP_MS - ((performance.now() - began) % STEP_MS))
  }
}
