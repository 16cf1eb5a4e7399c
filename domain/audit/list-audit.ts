import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { AUDIT_COLUMNS, type AuditColumns, MATCHES, matchValues, toAuditRow } from './audit-columns.ts'
import type { AuditFilter } from './audit-filter.ts'
import { type AuditPage, COUNT_LIMIT } from './audit-rows.ts'

const PAGE_SIZE = 50

type Input = { filter: AuditFilter; zone: string; before?: number | null; after?: number | null }

/** The newest rows that match, or those beside a page that was seen. A keyset: page one thousand costs what page one costs. */
export async function listAudit(scope: Scope, { filter, zone, before, after }: Input): Promise<AuditPage> {
  demand(scope, 'audit.read')
  const values = matchValues(scope.accountId, filter, zone)
  return tenantTransaction(scope.accountId, async (tx) => {
    const [older, newer, [counted]] = await Promise.all([
      // One more than is shown tells whether there is another page.
      after
        ? []
        : tx.query<AuditColumns>(
            `select ${AUDIT_COLUMNS} from audit_log where ${MATCHES} and ($8::bigint is null or seq < $8)
             order by seq desc limit ${PAGE_SIZE + 1}`,
            [...values, before ?? null],
          ),
      after || before
        ? tx.query<AuditColumns>(
            `select ${AUDIT_COLUMNS} from audit_log where ${MATCHES} and seq > $8 order by seq limit ${PAGE_SIZE + 1}`,
            [...values, after ?? (before ?? 0) - 1],
          )
        : [],
      tx.query<{ n: bigint }>(
        `select count(*) as n from (select from audit_log where ${MATCHES} limit ${COUNT_LIMIT + 1}) matching`,
        values,
      ),
    ])
    const count = Number(counted?.n ?? 0)
    const rows = (after ? newer : older).slice(0, PAGE_SIZE).map(toAuditRow)
    if (after) rows.reverse()
    const [first, last] = [rows.at(0), rows.at(-1)]
    return {
      rows,
      older: last && (after || older.length > PAGE_SIZE) ? last.seq : null,
      newer: first && (after ? newer.length > PAGE_SIZE : newer.length > 0) ? first.seq : null,
      count,
    }
  })
}

export type AuditActor = { id: string; name: string }

/** Everybody who is in the log, by the name they had last. Jumps from one to the next in the index: rows do not count, people do. */
export async function listAuditActors(scope: Scope): Promise<AuditActor[]> {
  demand(scope, 'audit.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<AuditActor>(
      `with recursive actors as (
         (select actor_id from audit_log where account_id = $1 order by actor_id limit 1)
         union all
         select (select l.actor_id from audit_log l where l.account_id = $1 and l.actor_id > a.actor_id order by l.actor_id limit 1)
         from actors a where a.actor_id is not null
       )
       select a.actor_id as id, l.name from actors a cross join lateral (
         select actor_name as name from audit_log where account_id = $1 and actor_id = a.actor_id order by seq desc limit 1
       ) l order by lower(l.name) limit 500`,
      [scope.accountId],
    ),
  )
}
