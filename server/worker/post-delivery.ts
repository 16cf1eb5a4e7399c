import type { Attempt } from '#domain/webhooks/attempt.ts'
import type { ClaimedDelivery } from '#domain/webhooks/claim-deliveries.ts'
import { webhookHeaders } from '#domain/webhooks/sign.ts'
import { guardedPost } from '#lib/guarded-fetch.ts'
import { now } from '#lib/time.ts'
import { SETTINGS } from './settings.ts'

/** One try, signed now. Whatever the other side does is told in what is returned. */
export async function postDelivery(delivery: ClaimedDelivery): Promise<Attempt> {
  const { id, endpointId, url, body, secrets, isProbe } = delivery
  const startedAt = now()
  const requestHeaders = webhookHeaders(secrets, delivery)
  const answer = await guardedPost(url, { headers: requestHeaders, body, timeoutMs: SETTINGS.deliveryTimeoutMs })
  const { statusCode, text, headers, timings, address, reused, fault } = answer
  return {
    deliveryId: id,
    endpointId,
    startedAt,
    durationMs: Math.round(timings.totalMs),
    // A status without the rest of its answer is none.
    statusCode: fault ? null : statusCode,
    error: fault?.sentence ?? null,
    answer: fault ? null : text,
    isProbe,
    seen: {
      url,
      address,
      reused,
      fault: fault ? `${fault.step} ${fault.code}` : null,
      dnsMs: rounded(timings.dnsMs),
      connectMs: rounded(timings.connectMs),
      tlsMs: rounded(timings.tlsMs),
      firstByteMs: rounded(timings.firstByteMs),
      requestHeaders,
      answerHeaders: headers,
    },
  }
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms)
}
