/** Room five of the road: claim web hooks endpoint by endpoint, POST them, record what came of it. Who may have how many: `endpoint-places.ts`. */
import type { Attempt } from '#domain/webhooks/attempt.ts'
import { type ClaimedDelivery, claimDeliveries, type EndpointRef } from '#domain/webhooks/claim-deliveries.ts'
import { isSuccess } from '#domain/webhooks/judge-attempt.ts'
import { createBatcher } from '#lib/batcher.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { DueEndpoints } from './due-endpoints.ts'
import { EndpointPlaces, type Entry } from './endpoint-places.ts'
import { keepAttempts } from './keep-attempts.ts'
import { postDelivery } from './post-delivery.ts'
import { SETTINGS } from './settings.ts'

export function createDeliverer(onSlotFree: () => void) {
  const endpoints = new DueEndpoints({ steps: SETTINGS.stepsOfLook, leastOfAccount: SETTINGS.stepsOfAccount })
  const underWay = new Set<Promise<void>>()
  const places = new EndpointPlaces(SETTINGS.deliveriesUnderWay)
  const recorder = createBatcher<{ accountId: string; attempt: Attempt }, void>({
    maxSize: 200,
    concurrency: 4,
    run: async (batch) => {
      const attempts = batch.map(({ attempt }) => attempt)
      await keepAttempts(batch[0]?.accountId ?? '', attempts)
      return batch.map(() => undefined)
    },
  })

  async function deliver(delivery: ClaimedDelivery, entry: Entry): Promise<void> {
    const giveBack = places.take(entry, now().getTime())
    let outcome = { ok: false, statusCode: null as number | null, durationMs: 0 }
    try {
      const attempt = await postDelivery(delivery)
      const { statusCode, durationMs } = attempt
      outcome = { ok: isSuccess(statusCode), statusCode, durationMs }
      await recorder.add(delivery.accountId, { accountId: delivery.accountId, attempt })
    } catch (fault) {
      // Its claim lapses and it is sent again: at least once, never lost.
      log.error({ deliveryId: delivery.id, fault: String(fault) }, 'an attempt could not be recorded')
    } finally {
      // Only now: what is not recorded yet is in memory, and counts.
      giveBack(now().getTime(), outcome)
    }
  }

  function track(delivery: ClaimedDelivery, entry: Entry): void {
    const work = deliver(delivery, entry)
    underWay.add(work)
    void work.finally(() => {
      underWay.delete(work)
      onSlotFree()
    })
  }

  async function claim(entry: Entry, limit: number): Promise<number> {
    const { deliveries, limits } = await claimDeliveries(entry, { limit, leaseMs: SETTINGS.deliveryLeaseMs })
    entry.pace.setLimits(limits)
    for (const delivery of deliveries) track(delivery, entry)
    places.reserve(entry, now().getTime(), deliveries.length - limit)
    return deliveries.length
  }

  return {
    round: async (): Promise<boolean> => {
      if (underWay.size >= SETTINGS.deliveriesUnderWay) return false
      const due = await endpoints.look()
      const at = now().getTime()
      places.count(at)
      places.forget(at)
      const accounts = new Set([...due.map(({ accountId }) => accountId), ...places.busyAccounts]).size
      const plan = inTurns(due).flatMap((ref) => {
        const entry = places.of(ref)
        const limit = places.room(entry, at, accounts)
        if (limit > 0) places.reserve(entry, at, limit)
        return limit > 0 ? [{ entry, limit }] : []
      })
      let claimed = 0
      const claimer = async () => {
        for (let next = plan.shift(); next; next = plan.shift()) claimed += await claim(next.entry, next.limit)
      }
      await Promise.all(Array.from({ length: SETTINGS.claimsAtOnce }, claimer))
      return claimed > 0 || endpoints.isUnderWay
    },
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.allSettled([...underWay])
      await recorder.idle()
    },
  }
}

/** The first endpoint of each account, then the second of each. */
function inTurns(due: readonly EndpointRef[]): EndpointRef[] {
  const ofAccounts = [...Map.groupBy(due, ({ accountId }) => accountId).values()]
  const longest = Math.max(0, ...ofAccounts.map((own) => own.length))
  return Array.from({ length: longest }, (_, nth) => ofAccounts.flatMap((own) => own[nth] ?? [])).flat()
}
