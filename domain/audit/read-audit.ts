import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { AUDIT_COLUMNS, type AuditColumns, hashOf, toAuditRow } from './audit-columns.ts'
import type { AuditDetail } from './audit-rows.ts'

type Columns = AuditColumns & { previous_hash: Buffer; hash: Buffer; fits: boolean }

/** One row with its place in the chain. */
export async function readAudit(scope: Scope, seq: number): Promise<AuditDetail> {
  demand(scope, 'audit.read')
  const [row] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<Columns>(
      `select ${AUDIT_COLUMNS}, previous_hash, hash,
         hash = ${hashOf('audit_log')} and previous_hash = coalesce((select b.hash from audit_log b
           where b.account_id = $1 and b.seq = $2 - 1 limit 1), '\\x00') as fits
       from audit_log where account_id = $1 and seq = $2`,
      [scope.accountId, seq],
    ),
  )
  if (!row) throw new Refusal('not_found')
  return {
    ...toAuditRow(row),
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
    fits: row.fits,
  }
}
