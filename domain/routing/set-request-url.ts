import { demand } from '#domain/access/permissions.ts'
import { numberLimit, reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { parseCallbackUrl } from './callback-url.ts'
import type { UrlKind } from './effective-url.ts'

/**
 * Sets, replaces or (with null) removes a URL of the account (`e164` '') or of one of its numbers.
 * In force from the next message on; removing `sms_callback` ends the charge for inbound (rule F17).
 */
export async function setRequestUrl(
  scope: Scope,
  input: { e164: string; kind: UrlKind; url: string | null },
): Promise<void> {
  demand(scope, 'routing.manage')
  const { e164, kind } = input
  if (e164 !== '' && !reachesNumber(scope, e164)) throw new Refusal('not_found')
  if (e164 === '' && numberLimit(scope))
    throw new Refusal('key_number_not_allowed', { places: { number: 'the account as a whole' } })
  const parsed = input.url === null ? null : parseCallbackUrl(input.url.trim())
  if (parsed && !parsed.ok) throw new Refusal('invalid', { fields: { callback_url: [parsed.problem] } })
  const url = parsed?.url ?? null
  await tenantTransaction(scope.accountId, async (tx) => {
    if (e164 !== '') {
      const own = await tx.query('select 1 from numbers where account_id = $1 and e164 = $2', [scope.accountId, e164])
      if (own.length === 0) throw new Refusal('not_found')
    }
    const key = [scope.accountId, e164, kind]
    const [before] = await tx.query<{ url: string }>(
      'select url from request_urls where account_id = $1 and e164 = $2 and kind = $3 for update',
      key,
    )
    if ((before?.url ?? null) === url) return
    if (url === null) {
      await tx.query('delete from request_urls where account_id = $1 and e164 = $2 and kind = $3', key)
    } else {
      await tx.query(
        `insert into request_urls (account_id, e164, kind, url, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (account_id, e164, kind) do update set url = excluded.url, updated_at = excluded.updated_at`,
        [...key, url, now()],
      )
    }
    await appendAudit(tx, scope, {
      action: url === null ? 'request_url.removed' : 'request_url.set',
      object: `${kind}${e164 === '' ? '' : ` of ${e164}`}`,
      before: before ? { url: before.url } : null,
      after: url === null ? null : { url },
    })
  })
}
