import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { LIMIT_COLUMNS, type SpendLimit } from './limit.ts'

/** `alerted`: the hundredths that somebody was told of, or is about to be, in the period that runs. */
export type ListedLimit = SpendLimit & { keyName: string | null; alerted: number[] }

/** What is used up furthest first. */
export async function listLimits(scope: Scope): Promise<ListedLimit[]> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<ListedLimit>(
      `select t.* from (
         select ${LIMIT_COLUMNS},
           (select k.name from api_keys k where k.account_id = l.account_id and l.subject = 'key' and k.id::text = l.value) as "keyName",
           array(select s.percent from spend_alerts s where s.account_id = l.account_id and s.limit_id = l.id
             and s.window_from = l.window_from and l.window_until > $2 order by 1) as alerted
         from spend_limits l where l.account_id = $1) t
       order by t."spentNanos"::numeric / greatest(t."limitNanos", 1) desc, t.id`,
      [scope.accountId, now()],
    ),
  )
}
