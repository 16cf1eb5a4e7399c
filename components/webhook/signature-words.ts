/** What came of verifying a signature, and what to do about it. */
import { duration } from '#components/time/zone.ts'
import type { VerifiedSignature } from '#domain/webhooks/verify-signature.ts'

type Verdict = { ok: boolean; title: string; lines: string[] }

export function verdictOf(found: VerifiedSignature): Verdict {
  if (found.secret === null) return { ok: false, title: titleOf(found), lines: [adviceOf(found)] }
  const lines = [READ_AS[found.as], ageOf(found)].filter((line) => line !== null)
  return { ok: true, title: `Verified with ${found.secret}: it came from Longcode.`, lines }
}

const READ_AS = {
  pasted: null,
  with_plain_line_ends:
    'Its line ends were changed on the way to this page (the form does that). Over the bytes as they came it verifies.',
  without_line_end:
    'It verifies without the line end after the body. If your receiver refuses it, look at what adds one there.',
  compact:
    'It verifies only in the compact form that was sent, not as it is written here. Verify over the raw bytes of the request, before anything parses and writes them anew.',
} as const

function ageOf({ ageMs, tooOld }: VerifiedSignature): string | null {
  if (!tooOld) return null
  const age = duration(Math.abs(ageMs))
  return ageMs > 0
    ? `It was signed ${age} ago. Receivers refuse what is older than five minutes, so that nobody can send it a second time: if yours refuses fresh ones too, look at its clock.`
    : `Its timestamp lies ${age} ahead, which is no timestamp of ours.`
}

function titleOf({ sent }: VerifiedSignature): string {
  if (sent === 'other_body') return 'Not verified: the body was changed.'
  return sent === 'same_body'
    ? 'Not verified: the signature is of another secret, or of another try.'
    : 'Not verified: no secret of this account made this signature.'
}

function adviceOf({ sent }: VerifiedSignature): string {
  if (sent === 'other_body')
    return 'An event with this webhook-id went out, with another body than this. Verify over the raw bytes of the request, before anything parses and writes them anew.'
  if (sent === 'same_body')
    return 'The body is what was sent under this webhook-id. Each try is signed anew, with its own timestamp: take all three headers of one request. If they are, another secret signed it.'
  return 'Either the body or one of the headers was changed by a character, or it was not sent by this account. Take all of it from one request, the body as raw bytes.'
}
