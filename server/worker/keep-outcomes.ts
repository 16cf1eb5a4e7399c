import { recordOutcomes, type SubmitResult } from '#domain/messages/record-outcomes.ts'
import { isPassing } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import type { OpenLink } from './links.ts'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

/**
 * Records what the carrier answered, as often as it takes: a message whose answer is lost becomes a doubt and is sent once
 * more, to somebody who has it already. Recording twice does no harm. Never rejects.
 */
export async function keepOutcomes(accountId: string, link: OpenLink, results: readonly SubmitResult[]): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await recordOutcomes(accountId, link, results)
    } catch (fault) {
      if (!isPassing(fault)) return keepOneByOne(accountId, link, results, fault)
      log.warn({ messages: results.length, fault: String(fault) }, 'answers could not be recorded yet')
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** The database refuses what one of them says: those beside it must not suffer. */
async function keepOneByOne(accountId: string, link: OpenLink, results: readonly SubmitResult[], fault: unknown) {
  const [first, second] = results
  if (first && !second) {
    // Its lease lapses, it becomes a doubt, and its receipt or the link's policy ends it.
    log.error({ messageId: first.messageId, fault: String(fault) }, 'an answer could not be recorded')
    return
  }
  for (const result of results) await keepOutcomes(accountId, link, [result])
}
