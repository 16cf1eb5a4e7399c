import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { parseCallbackUrl } from './callback-url.ts'
import { endShadow } from './claim-copies.ts'
import { demandOwnPlace, demandPlace } from './demand-place.ts'
import type { UrlPlace } from './write-request-url.ts'

export const MOST_EVENTS = 1000
const LONGEST_MS = 7 * DAY_MS

/** `events`: how many copies the candidate gets. */
export type Candidate = UrlPlace & { url: string; events: number }

/**
 * Lets a candidate have copies of the next events that go to this place's URL, for a week at most. The real deliveries are queued, tried,
 * charged and told of as without it. Throws `invalid`, `copies_running`.
 */
export async function startCopies(scope: Scope, { e164, kind, events, ...input }: Candidate): Promise<void> {
  demand(scope, 'routing.manage')
  demandPlace(scope, e164)
  if (kind !== 'sms_callback' && kind !== 'sms_dlr_callback') throw new Refusal('not_found')
  const parsed = parseCallbackUrl(input.url.trim())
  const count = Number.isInteger(events) && events >= 1 && events <= MOST_EVENTS
  if (!parsed.ok || !count)
    throw invalid({ candidate_url: parsed, events: count ? null : `Write a whole number from 1 to ${MOST_EVENTS}.` })
  const at = now()
  const { accountId, actor } = scope
  await tenantTransaction(accountId, async (tx) => {
    await demandOwnPlace(tx, scope, e164)
    const [over] = await tx.query<{ id: string }>(
      'select id from url_shadows where account_id = $1 and e164 = $2 and kind = $3 and ended_at is null and until <= $4',
      [accountId, e164, kind, at],
    )
    if (over) await endShadow(tx, accountId, over.id, 'expired')
    const begun = await tx.query(
      `insert into url_shadows (account_id, id, e164, kind, url, events, until, started_at, started_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (account_id, e164, kind) where ended_at is null do nothing returning 1`,
      [accountId, newId(), e164, kind, parsed.url, events, new Date(at.getTime() + LONGEST_MS), at, actor.name],
    )
    if (begun.length === 0) throw new Refusal('copies_running')
    await appendAudit(tx, scope, {
      action: 'url_shadow.started',
      object: `${kind}${e164 === '' ? '' : ` of ${e164}`}`,
      before: null,
      after: { url: parsed.url, events },
    })
  })
}
