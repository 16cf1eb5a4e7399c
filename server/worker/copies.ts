/**
 * Copies to candidates (`domain/routing/start-copies.ts`): claimed, posted once and recorded beside the real deliveries, with slots and
 * connections of their own. Nothing here writes what belongs to a message, a delivery or the ledger.
 */
import { accountsWithDueCopies, type ClaimedCopy, claimCopies } from '#domain/routing/claim-copies.ts'
import { recordCopy } from '#domain/routing/record-copy.ts'
import { MARK_HEADER } from '#domain/webhooks/example-event.ts'
import { webhookHeaders } from '#domain/webhooks/sign.ts'
import { guardedPost } from '#lib/guarded-fetch.ts'
import { log } from '#lib/log.ts'
import { SETTINGS } from './settings.ts'

export function createCopier() {
  let after: string | null = null
  const underWay = new Map<Promise<void>, string>()
  const roomOf = (accountId: string) =>
    Math.min(
      SETTINGS.copiesUnderWay - underWay.size,
      SETTINGS.copiesPerAccount - [...underWay.values()].filter((one) => one === accountId).length,
    )

  return {
    round: async (): Promise<boolean> => {
      if (underWay.size >= SETTINGS.copiesUnderWay) return false
      const accounts: string[] = await accountsWithDueCopies(after, SETTINGS.accountsPerRound)
      const last = accounts.at(-1)
      after = accounts.length === SETTINGS.accountsPerRound && last !== undefined ? last : null
      let claimed = 0
      for (const accountId of accounts) {
        const limit = roomOf(accountId)
        if (limit <= 0) continue
        const copies = await claimCopies(accountId, limit)
        claimed += copies.length
        for (const copy of copies) {
          const work = send(copy)
          underWay.set(work, accountId)
          void work.finally(() => underWay.delete(work))
        }
      }
      return claimed > 0
    },
    settled: async (): Promise<void> => {
      while (underWay.size > 0) await Promise.allSettled([...underWay.keys()])
    },
  }
}

async function send(copy: ClaimedCopy): Promise<void> {
  const headers = { ...webhookHeaders(copy.secrets, { id: copy.deliveryId, body: copy.body }), [MARK_HEADER]: 'copy' }
  const { statusCode, timings, fault } = await guardedPost(copy.url, {
    headers,
    body: copy.body,
    timeoutMs: SETTINGS.deliveryTimeoutMs,
    lane: 'copies',
  })
  const outcome = { statusCode: fault ? null : statusCode, error: fault?.sentence ?? null }
  await recordCopy(copy, { durationMs: Math.round(timings.totalMs), ...outcome }).catch(() =>
    log.warn({ shadowId: copy.shadowId }, 'a copy could not be recorded'),
  )
}
