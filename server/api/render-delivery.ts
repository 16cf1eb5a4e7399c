/** Web hooks as the API shows them: an addition to the contract, in its style. */
import type { AttemptDetail, DeliveryDetail, DeliveryRow } from '#domain/webhooks/delivery-rows.ts'
import type { EndpointRow } from '#domain/webhooks/endpoint-rows.ts'
import { digits } from '#domain/webhooks/payload.ts'
import type { ReplayDetail, ReplayRow } from '#domain/webhooks/replay-rows.ts'

export function renderDelivery(one: DeliveryRow) {
  return {
    id: one.id,
    type: 'webhook_delivery',
    attributes: {
      event: one.kind,
      created_at: one.at,
      number: digits(one.number),
      peer: digits(one.peer),
      endpoint_id: one.endpointId,
      address: one.address,
      status: one.status,
      held_why: one.heldWhy,
      last_status: one.lastStatus,
      last_error: one.lastError,
      attempts: one.attempts,
      next_attempt_at: one.nextAttemptAt,
    },
  }
}

export function renderWholeDelivery(one: DeliveryDetail) {
  const { attributes, ...rest } = renderDelivery(one)
  return {
    ...rest,
    attributes: {
      ...attributes,
      url: one.url === '' ? null : one.url,
      message_id: one.messageRef,
      // The bytes that are signed, so a text.
      body: one.body,
      tries: one.tries.map(renderTry),
    },
  }
}

function renderTry(one: AttemptDetail) {
  return {
    number: one.number,
    at: one.at,
    url: one.url,
    address: one.address,
    status: one.statusCode,
    error: one.error,
    duration_ms: one.durationMs,
    dns_ms: one.dnsMs,
    connect_ms: one.connectMs,
    tls_ms: one.tlsMs,
    first_byte_ms: one.firstByteMs,
    request_headers: one.requestHeaders,
    answer_headers: one.answerHeaders,
    answer: one.answer,
    next_at: one.nextAt,
  }
}

export function renderEndpoint(one: EndpointRow) {
  return {
    id: one.id,
    type: 'webhook_endpoint',
    attributes: {
      address: one.address,
      state: one.state,
      disabled_why: one.disabledWhy,
      failing_since: one.failingSince,
      failures_in_row: one.failuresInRow,
      paused_until: one.openUntil,
      last_success_at: one.lastSuccessAt,
      last_failure_at: one.lastFailureAt,
      last_status: one.lastStatus,
      last_error: one.lastError,
      waiting: one.waiting,
      held: one.held,
      last_24_hours: { tries: one.attempts, succeeded: one.succeeded, p50_ms: one.p50Ms, p95_ms: one.p95Ms },
    },
  }
}

export function renderReplay(one: ReplayRow | ReplayDetail) {
  const left = Math.max(0, one.total - one.queued - one.skipped)
  return {
    id: one.id,
    type: 'webhook_replay',
    attributes: {
      state: one.state,
      filter: Object.fromEntries(Object.entries(one.filter).filter(([, value]) => value !== '')),
      per_second: one.perSecond,
      total: one.total,
      queued: one.queued,
      skipped: one.skipped,
      seconds_left: one.state === 'running' ? Math.ceil(left / one.perSecond) : 0,
      ...('delivered' in one ? { delivered: one.delivered, failed: one.failed, waiting: one.waiting } : {}),
      started_at: one.startedAt,
      started_by: one.startedBy,
      ended_at: one.endedAt,
    },
  }
}
