import { log } from './log.ts'

const LIMIT_MS = 15_000

/** Runs `stop` once on SIGTERM or SIGINT, then ends; whoever hangs longer than the limit is ended with a word about it. */
export function onShutdown(name: string, stop: () => Promise<void>): void {
  let stopping = false
  const begin = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => {
      log.error({ name }, 'did not stop in time')
      process.exit(1)
    }, LIMIT_MS).unref()
    stop().then(
      () => process.exit(0),
      (fault: unknown) => {
        log.error({ name, fault: String(fault) }, 'did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', begin)
  process.on('SIGINT', begin)
}
