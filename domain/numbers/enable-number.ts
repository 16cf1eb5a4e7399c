import type { Tx } from '#lib/db.ts'

/** A number that was ported in sends and receives text from now on. One that was released or suspended meanwhile stays so. */
export async function enableNumber(tx: Tx, accountId: string, e164: string): Promise<void> {
  await tx.query(
    `update numbers set messaging_state = 'enabled', messaging_from = null
     where account_id = $1 and e164 = $2 and messaging_state = 'porting'`,
    [accountId, e164],
  )
}
