/** Room five of the road: claim web hooks, POST them through the guarded fetch, record what came of it. */
import { accountsWithDueDeliveries, type ClaimedDelivery, claimDeliveries } from '#domain/webhooks/claim-deliveries.ts'
import { type Attempt, recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { webhookHeaders } from '#domain/webhooks/sign.ts'
import { createBatcher } from '#lib/batcher.ts'
import { guardedPost } from '#lib/guarded-fetch.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { SETTINGS } from './settings.ts'

export function createDeliverer(onSlotFree: () => void) {
  let after: string | null = null
  const underWay = new Set<Promise<void>>()
  /** By account: one whose endpoint hangs may not take every place. */
  const ofAccount = new Map<string, number>()
  const recorder = createBatcher<{ accountId: string; attempt: Attempt }, void>({
    maxSize: 200,
    concurrency: 4,
    run: async (batch) => {
      const [first] = batch
      if (!first) return []
      await recordAttempts(
        first.accountId,
        batch.map(({ attempt }) => attempt),
      )
      return batch.map(() => undefined)
    },
  })

  async function deliver(delivery: ClaimedDelivery): Promise<void> {
    const attempt = await post(delivery)
    try {
      const { accountId } = delivery
      await recorder.add(accountId, { accountId, attempt })
    } catch (fault) {
      // Its claim lapses and it is sent again: at least once, never lost.
      log.error({ deliveryId: delivery.id, fault: String(fault) }, 'an attempt could not be recorded')
    }
  }

  function track(delivery: ClaimedDelivery): void {
    const { accountId } = delivery
    const count = (change: 1 | -1) => {
      const left = (ofAccount.get(accountId) ?? 0) + change
      if (left > 0) ofAccount.set(accountId, left)
      else ofAccount.delete(accountId)
    }
    const work = deliver(delivery)
    underWay.add(work)
    count(1)
    void work.finally(() => {
      underWay.delete(work)
      count(-1)
      onSlotFree()
    })
  }

  return {
    round: async (): Promise<boolean> => {
      const room = SETTINGS.deliveriesUnderWay - underWay.size
      if (room <= 0) return false
      const accounts: string[] = await accountsWithDueDeliveries(after, SETTINGS.accountsPerRound)
      const last = accounts.at(-1)
      after = accounts.length === SETTINGS.accountsPerRound && last !== undefined ? last : null
      let claimed = 0
      for (const accountId of accounts) {
        const ownRoom = SETTINGS.deliveriesPerAccount - (ofAccount.get(accountId) ?? 0)
        const limit = Math.min(ownRoom, SETTINGS.deliveriesUnderWay - underWay.size)
        if (limit <= 0) continue
        const deliveries = await claimDeliveries(accountId, { limit, leaseMs: SETTINGS.deliveryLeaseMs })
        claimed += deliveries.length
        for (const delivery of deliveries) track(delivery)
      }
      return claimed > 0
    },
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.allSettled([...underWay])
      await recorder.idle()
    },
  }
}

async function post(delivery: ClaimedDelivery): Promise<Attempt> {
  const startedAt = now()
  const { statusCode, text, timings, fault } = await guardedPost(delivery.url, {
    headers: webhookHeaders(delivery.secrets, delivery),
    body: delivery.body,
    timeoutMs: SETTINGS.deliveryTimeoutMs,
  })
  return {
    deliveryId: delivery.id,
    startedAt,
    durationMs: Math.round(timings.totalMs),
    // A status without the rest of its answer is none.
    statusCode: fault ? null : statusCode,
    error: fault?.sentence ?? null,
    answer: fault ? null : text,
  }
}
