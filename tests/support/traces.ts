/** What must hold of every trace, whatever happened to the message. */
import { expect } from 'vitest'
import type { Trace } from '#domain/reports/trace.ts'

/** Moves that follow from bytes on a wire, and from nothing else. */
const BY_THE_CARRIER = ['sent', 'delivered', 'undelivered']

/** Returns what is wrong with it: nothing. */
export function faultsOf(trace: Trace): string[] {
  const ids = new Set(trace.steps.map((step) => step.id))
  const statuses = trace.steps.filter((step) => step.status !== null)
  const faults = statuses.flatMap((step) => {
    if (step.cause === '') return [`${step.status} has no cause`]
    if (step.causedBy === null || !ids.has(step.causedBy))
      return [`${step.status} follows from nothing: ${step.causedBy}`]
    const isPdu = trace.steps.some((one) => one.id === step.causedBy && one.kind === 'pdu')
    return BY_THE_CARRIER.includes(step.status ?? '') && !isPdu ? [`${step.status} follows from no PDU`] : []
  })
  if (statuses.at(-1)?.status !== trace.status)
    faults.push(`it ends with ${statuses.at(-1)?.status}, not ${trace.status}`)
  const { postedNanos: posted, priceNanos: shown, refundedNanos: refunded } = trace
  if (BigInt(posted) !== BigInt(shown) - BigInt(refunded))
    faults.push(`posted ${posted}, shown ${shown}, refunded ${refunded}`)
  if (trace.steps.some((step) => step.afterMs < 0)) faults.push('time runs backwards')
  return faults
}

export function expectWhole(trace: Trace): void {
  expect(faultsOf(trace), JSON.stringify(trace.steps.map(({ id, title, cause }) => [id, title, cause]))).toEqual([])
}
