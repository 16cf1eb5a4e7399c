import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { invalid } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { judgeSignature, type Received, type SignatureVerdict, signaturesOf } from './judge-signature.ts'
import { namedSecrets } from './named-secrets.ts'

/** An event is ten parts of text at most; what is signed is made for each secret, so this bounds the work of a form that is posted. */
const LONGEST = { id: 200, signature: 2_000, bodyBytes: 32_768 }

/** `sent`: what is known of the body under this id; null: no event of this account has it. */
export type VerifiedSignature = SignatureVerdict & { sent: 'same_body' | 'other_body' | null }

/** Of what somebody pasted. Nothing of it is kept. Throws `invalid`. */
export async function verifySignature(scope: Scope, pasted: Received): Promise<VerifiedSignature> {
  demand(scope, 'keys.manage')
  const received = {
    id: pasted.id.trim(),
    timestamp: pasted.timestamp.trim(),
    signature: pasted.signature.trim(),
    body: pasted.body,
  }
  demandWhole(received)
  return tenantTransaction(scope.accountId, async (tx) => {
    const verdict = judgeSignature(received, await namedSecrets(tx, scope.accountId), now())
    const [event] = isId(received.id)
      ? await tx.query<{ body: string }>('select body from deliveries where account_id = $1 and id = $2', [
          scope.accountId,
          received.id,
        ])
      : []
    return { ...verdict, sent: event ? (event.body === received.body ? 'same_body' : 'other_body') : null }
  })
}

function demandWhole({ id, timestamp, signature, body }: Received): void {
  const problems = {
    webhook_id: id === '' || id.length > LONGEST.id ? 'Paste the header webhook-id.' : null,
    webhook_timestamp: /^\d{9,11}$/.test(timestamp)
      ? null
      : 'Paste the header webhook-timestamp: the seconds since 1970, such as 1764390000.',
    webhook_signature:
      signature.length > LONGEST.signature || signaturesOf(signature).length === 0
        ? 'Paste the header webhook-signature as it came: it begins with “v1,”.'
        : null,
    webhook_body:
      body === ''
        ? 'Paste the body as it came, byte for byte.'
        : Buffer.byteLength(body) > LONGEST.bodyBytes
          ? 'This is longer than any event that Longcode sends.'
          : null,
  }
  if (Object.values(problems).some((problem) => problem !== null)) throw invalid(problems)
}
