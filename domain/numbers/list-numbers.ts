import { demand } from '#domain/access/permissions.ts'
import { numberLimit, type Scope } from '#domain/access/scope.ts'
import type { MessagingState } from '#domain/routing/parties.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { NumberKind } from './nanp.ts'

export type OwnNumber = {
  e164: string
  kind: NumberKind
  alias: string | null
  state: string | null
  rateCenter: string | null
  messagingState: MessagingState
  country: string | null
  /** As a decimal text: a purchase keeps its answer as JSON, which has no bigint. */
  setupNanos: string
  monthlyNanos: string
}

export const OWN_COLUMNS = `e164, kind, alias, state, rate_center as "rateCenter", messaging_state as "messagingState", country,
  setup_nanos::text as "setupNanos", monthly_nanos::text as "monthlyNanos"`

export type NumberFilter = {
  /** Digits with the leading 1, as the contract's clients write them (contract 7.1). */
  startsWith?: string
  contains?: string
  endsWith?: string
  alias?: string
  /** For clients a released number has left the account. */
  withoutReleased?: boolean
  /** Of these alone. */
  among?: readonly string[]
  limit?: number
  offset?: number
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Those that the key may use, where it is limited to some. */
export async function listNumbers(scope: Scope, filter: NumberFilter = {}): Promise<OwnNumber[]> {
  demand(scope, 'numbers.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<OwnNumber>(
      `select ${OWN_COLUMNS} from numbers
       where account_id = $1 and e164 like $2 and e164 like $3 and e164 like $4 and ($5::text is null or alias = $5)
         and ($8::text[] is null or e164 = any($8)) and (not $9 or messaging_state <> 'released')
         and ($10::text[] is null or e164 = any($10)) order by e164 limit $6 offset $7`,
      [
        scope.accountId,
        `+${escapeLike(filter.startsWith ?? '')}%`,
        `%${escapeLike(filter.contains ?? '')}%`,
        `%${escapeLike(filter.endsWith ?? '')}`,
        filter.alias ?? null,
        filter.limit ?? 10_000,
        filter.offset ?? 0,
        numberLimit(scope),
        filter.withoutReleased ?? false,
        filter.among ?? null,
      ],
    ),
  )
}
