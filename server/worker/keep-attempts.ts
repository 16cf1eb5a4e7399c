import type { Attempt } from '#domain/webhooks/attempt.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { bare } from '#domain/webhooks/storable-attempt.ts'
import { isPassing } from '#lib/db.ts'
import { log } from '#lib/log.ts'

/**
 * Records what came of tries. One that the database refuses takes no others with it, and is recorded without what came back: an attempt
 * that is never recorded is made again and again.
 */
export async function keepAttempts(accountId: string, attempts: readonly Attempt[]): Promise<void> {
  try {
    await recordAttempts(accountId, attempts)
  } catch (fault) {
    if (isPassing(fault)) throw fault
    const [first, second] = attempts
    if (first && !second) return keepBare(accountId, first, fault)
    for (const attempt of attempts)
      await keepAttempts(accountId, [attempt]).catch((reason: unknown) =>
        log.error({ deliveryId: attempt.deliveryId, fault: String(reason) }, 'an attempt could not be recorded'),
      )
  }
}

async function keepBare(accountId: string, attempt: Attempt, fault: unknown): Promise<void> {
  log.error({ deliveryId: attempt.deliveryId, fault: String(fault) }, 'an attempt is recorded without its answer')
  await recordAttempts(accountId, [bare(attempt)])
}
