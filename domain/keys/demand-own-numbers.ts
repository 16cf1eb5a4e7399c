import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'

/** Throws `invalid` for a number that is not on the account. Those a key has already may stay when a number has left. */
export async function demandOwnNumbers(
  tx: Tx,
  accountId: string,
  numbers: readonly string[] | null,
  already: readonly string[] | null = null,
): Promise<void> {
  const asked = (numbers ?? []).filter((one) => !already?.includes(one))
  if (asked.length === 0) return
  const own = await tx.query<{ e164: string }>('select e164 from numbers where account_id = $1 and e164 = any($2)', [
    accountId,
    asked,
  ])
  const foreign = asked.find((one) => !own.some(({ e164 }) => e164 === one))
  if (foreign) throw new Refusal('invalid', { fields: { numbers: [`${foreign} is not on this account.`] } })
}
