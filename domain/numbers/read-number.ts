import { demand } from '#domain/access/permissions.ts'
import { reachesNumber, type Scope } from '#domain/access/scope.ts'
import { type EffectiveUrl, effectiveUrl } from '#domain/routing/effective-url.ts'
import type { MessagingState } from '#domain/routing/parties.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { type NumberKind, parseNumber } from './nanp.ts'
import type { Registration } from './number-filter.ts'

export type NumberDetail = {
  e164: string
  kind: NumberKind
  alias: string | null
  tags: string[]
  country: string | null
  state: string | null
  rateCenter: string | null
  city: string | null
  messagingState: MessagingState
  messagingFrom: Date | null
  releasedAt: Date | null
  createdAt: Date
  registration: Registration
  setupNanos: bigint
  monthlyNanos: bigint
  /** When its next month is charged; null: it costs nothing. */
  nextChargeAt: Date | null
  /** Since when a month could not be paid. */
  arrearsSince: Date | null
  /** What is in force for inbound messages and for receipts; null: nothing. */
  urls: Record<'sms_callback' | 'sms_dlr_callback' | 'optout_callback', EffectiveUrl | null>
}

export const DETAIL_COLUMNS = `e164, kind, alias, tags, country, state, rate_center as "rateCenter", city,
  messaging_state as "messagingState", messaging_from as "messagingFrom", released_at as "releasedAt",
  created_at as "createdAt", registration, setup_nanos as "setupNanos", monthly_nanos as "monthlyNanos",
  next_charge_at as "nextChargeAt", arrears_since as "arrearsSince"`

/** One number however it is written. Throws `not_found` for what is no number, unknown or a stranger's, all alike. */
export async function readNumber(scope: Scope, written: string): Promise<NumberDetail> {
  demand(scope, 'numbers.read')
  const parsed = parseNumber(written)
  if (!parsed.ok || !reachesNumber(scope, parsed.e164)) throw new Refusal('not_found')
  const { e164 } = parsed
  return tenantTransaction(scope.accountId, async (tx) => {
    const [[number], inbound, receipts, optOuts] = await Promise.all([
      tx.query<Omit<NumberDetail, 'urls'>>(
        `select ${DETAIL_COLUMNS} from numbers where account_id = $1 and e164 = $2`,
        [scope.accountId, e164],
      ),
      effectiveUrl(tx, scope.accountId, e164, 'sms_callback'),
      effectiveUrl(tx, scope.accountId, e164, 'sms_dlr_callback'),
      effectiveUrl(tx, scope.accountId, e164, 'optout_callback'),
    ])
    if (!number) throw new Refusal('not_found')
    return { ...number, urls: { sms_callback: inbound, sms_dlr_callback: receipts, optout_callback: optOuts } }
  })
}
