import type { Tx } from '#lib/db.ts'

/** A step: until its end nobody else counts or claims this account's exports. */
export async function lockExports(tx: Tx, accountId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('exports ' || $1, 0))", [accountId])
}
