import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { parseCallbackUrl } from './callback-url.ts'
import { demandOwnPlace, demandPlace } from './demand-place.ts'
import type { UrlKind } from './effective-url.ts'
import { type UrlPlace, writeRequestUrl } from './write-request-url.ts'

/** `seenVersion`: the newest version that the person saw, 0 for none; without it the last one wins, as the API promises. */
export type UrlChange = UrlPlace & { url: string | null; seenVersion?: number }

/**
 * Sets, replaces or (with null) removes a URL of the account (`e164` '') or of one of its numbers.
 * In force from the next message on; removing `sms_callback` ends the charge for inbound (rule F17).
 */
export async function setRequestUrl(scope: Scope, { kind, ...input }: UrlChange): Promise<void> {
  await setRequestUrls(scope, { ...input, kinds: [kind] })
}

/** The same for several kinds at once: all of them or none. */
export async function setRequestUrls(
  scope: Scope,
  { kinds, ...input }: Omit<UrlChange, 'kind'> & { kinds: readonly UrlKind[] },
): Promise<void> {
  demand(scope, 'routing.manage')
  demandPlace(scope, input.e164)
  const parsed = input.url === null ? null : parseCallbackUrl(input.url.trim())
  if (parsed && !parsed.ok) throw new Refusal('invalid', { fields: { callback_url: [parsed.problem] } })
  await tenantTransaction(scope.accountId, async (tx) => {
    await demandOwnPlace(tx, scope, input.e164)
    for (const kind of kinds) await writeRequestUrl(tx, scope, { ...input, kind, url: parsed?.url ?? null })
  })
}
