/** What a test delivery found, in a sentence that says what to do: faults as attempts tell them (`lib/fault-sentence.ts`), statuses here. */
import { SCHEDULE_WORDS, type Schedule } from '#domain/webhooks/schedule.ts'
import type { Answer } from '#lib/guarded-fetch.ts'

export function judgeTrial(
  { statusCode, headers, fault }: Answer,
  schedule: Schedule,
): { ok: boolean; verdict: string } {
  if (fault) {
    // As far as it came, it looks like success.
    const after = fault.step === 'rest' ? ' Real events would fail.' : ''
    return { ok: false, verdict: `${fault.sentence}${after}` }
  }
  const status = statusCode ?? 0
  if (status >= 200 && status < 300)
    return { ok: true, verdict: `Answered ${status}: a real event counts as delivered.` }
  return { ok: false, verdict: `Answered ${status}: ${meaningOf(status, headers.location ?? null, schedule)}` }
}

function meaningOf(status: number, location: string | null, schedule: Schedule): string {
  if (status >= 300 && status < 400)
    return `a redirect${location ? ` to ${location.slice(0, 200)}` : ''}. Redirects are not followed, so real events would fail. Set the address that it leads to.`
  if (status === 401 || status === 403)
    return 'the receiver does not let us in. Events carry no sign-in: check their signature there, or put a token into the path or query.'
  if (status === 404) return 'the receiver has nothing at this path.'
  if (status === 410)
    return 'the receiver says that this address is gone for good. A real event would disable the endpoint, and events would be held.'
  if (status === 405) return 'the receiver takes no POST at this path.'
  if (status >= 500)
    return `the receiver failed on it. A real event would be tried ${SCHEDULE_WORDS[schedule]}, then given up.`
  return 'only 2xx counts as delivered.'
}
