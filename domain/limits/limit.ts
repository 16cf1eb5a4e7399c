import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/is-id.ts'
import { Refusal } from '#lib/refusals.ts'
import type { Period, Subject } from './limit-words.ts'

export type SpendLimit = {
  id: string
  name: string
  subject: Subject
  value: string
  period: Period
  limitNanos: bigint
  percents: number[]
  spentNanos: bigint
  /** Null: no period of it has begun; the first message begins one. */
  until: Date | null
}

/** `$2`: now. A period that is over has not spent anything of the one that runs. */
export const LIMIT_COLUMNS = `l.id, l.name, l.subject, l.value, l.period, l.limit_nanos as "limitNanos", l.alert_percents as percents,
  case when l.window_until > $2 then l.spent_nanos else 0 end as "spentNanos",
  (select window_end(l.period, $2, a.time_zone) from accounts a where a.id = l.account_id) as until`

/** The balance is locked before. */
export async function findLimit(tx: Tx, accountId: string, id: string, at: Date): Promise<SpendLimit> {
  const [limit] = isId(id)
    ? await tx.query<SpendLimit>(
        `select ${LIMIT_COLUMNS} from spend_limits l where l.account_id = $1 and l.id = $3 for update of l`,
        [accountId, at, id],
      )
    : []
  if (!limit) throw new Refusal('not_found')
  return limit
}
