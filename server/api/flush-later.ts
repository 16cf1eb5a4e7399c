/**
 * What is gathered after an answer has left is written by one call about twice a second: no request waits for it, and none fails because
 * of it. What was gathered in the last half second before a process is killed is lost.
 */
import type { FastifyInstance } from 'fastify'
import { isPassing } from '#lib/db.ts'
import { log } from '#lib/log.ts'

const FLUSH_MS = 500

type Gatherer<Batch> = { take: () => Batch; putBack: (batch: Batch) => void; isEmpty: boolean }

/** Answers what is to be called when something was gathered. `what`: how the log calls it. */
export function flushLater<Batch>(
  app: FastifyInstance,
  what: string,
  gatherer: Gatherer<Batch>,
  write: (batch: Batch) => Promise<void>,
): () => void {
  let timer: NodeJS.Timeout | null = null
  let underWay: Promise<void> = Promise.resolve()

  async function flush(): Promise<void> {
    timer = null
    if (gatherer.isEmpty) return
    const batch = gatherer.take()
    try {
      await write(batch)
    } catch (fault) {
      const isKept = isPassing(fault)
      // What the database refuses once it refuses for ever, and with it whatever is gathered from then on.
      log[isKept ? 'warn' : 'error']({ fault: String(fault), isKept }, `${what} could not be written`)
      if (!isKept) return
      gatherer.putBack(batch)
      schedule()
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => {
      // One after the other: a slow database gets larger batches, not more of them.
      underWay = underWay.then(flush)
    }, FLUSH_MS)
    timer.unref()
  }

  app.addHook('onClose', async () => {
    await underWay
    if (timer) clearTimeout(timer)
    await flush()
    // A second failure is not waited out: the process is about to end.
    if (timer) clearTimeout(timer)
  })
  return schedule
}
