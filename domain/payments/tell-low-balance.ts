import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { lowBalanceLetter } from './money-letters.ts'
import { readMoneySettings } from './money-settings.ts'
import { tellMoney } from './tell-money.ts'

const TAKE = `
  update money_signals set due_at = null, outcome = 'told' where account_id = $1 and id = any(array(
    select id from money_signals where account_id = $1 and kind = 'low_balance' and due_at <= $2 for update skip locked))
  returning below_nanos as "belowNanos", available_nanos as "availableNanos"`

/** One letter for all that was crossed meanwhile: of the lowest. */
export async function tellLowBalance(accountId: string): Promise<void> {
  await tenantTransaction(accountId, async (tx) => {
    const crossed = await tx.query<{ belowNanos: bigint; availableNanos: bigint }>(TAKE, [accountId, now()])
    const [lowest] = crossed.sort((one, other) => (one.belowNanos < other.belowNanos ? -1 : 1))
    if (!lowest) return
    const { recharge } = await readMoneySettings(tx, accountId)
    await tellMoney(tx, accountId, (accountName) =>
      lowBalanceLetter({ ...lowest, accountName, recharges: recharge.isOn }),
    )
  })
}
