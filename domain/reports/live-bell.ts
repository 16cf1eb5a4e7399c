import { onNudge } from '#lib/nudges.ts'

/** It rings by itself after this: a nudge may be lost. */
const LOOK_MS = 5_000

/** Rings when the relay says that this account has news, and by itself when it has been quiet too long. */
export function createBell(accountId: string) {
  let ring = () => {}
  const stop = onNudge('feed', (payload) => {
    if (payload === '*' || payload.includes(accountId)) ring()
  })
  return {
    next: () =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_MS)
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    stop: () => {
      ring()
      stop()
    },
  }
}
