import 'server-only'
import { Refusal } from '#lib/refusals.ts'

/** The answer of a route to a refusal, in words; anything else is a fault. */
export function refused(fault: unknown): Response {
  if (!(fault instanceof Refusal)) throw fault
  const problems = Object.values(fault.fields ?? {}).flat()
  return new Response([fault.message, ...problems].join('\n'), {
    status: fault.status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
