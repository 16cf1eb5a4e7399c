/** A trace as the API answers it, and as a person copies it. */
import type { Trace, TraceStep } from './trace.ts'

export function traceJson(trace: Trace) {
  return {
    id: trace.id,
    type: 'trace',
    attributes: {
      direction: trace.direction,
      status: trace.status,
      is_test: trace.isTest,
      price_nanodollars: Number(trace.priceNanos),
      refunded_nanodollars: Number(trace.refundedNanos),
      posted_nanodollars: Number(trace.postedNanos),
      steps: trace.steps.map(stepJson),
    },
  }
}

function stepJson(step: TraceStep) {
  const { id, at, afterMs: after_ms, kind, title, cause, causedBy: caused_by, status, checks, pdu } = step
  return {
    id,
    at,
    after_ms,
    kind,
    title,
    cause,
    caused_by,
    ...(status ? { status } : {}),
    facts: Object.fromEntries(step.facts.map(({ name, value }) => [name, value])),
    ...(checks.length > 0 ? { checks } : {}),
    ...(pdu ? { pdu } : {}),
    ...(Object.keys(step.headers).length > 0 ? { request_headers: step.headers } : {}),
    ...(step.bodies.length > 0
      ? { bodies: step.bodies.map(({ title: name, text, isCut: cut }) => ({ title: name, text, cut })) }
      : {}),
  }
}
