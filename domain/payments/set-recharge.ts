import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { readAmount } from '#domain/ledger/read-amount.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { armMoney, type MoneySettings, readMoneySettings, signalRecharge } from './money-settings.ts'
import { MOST_PAYMENT_NANOS, PAYMENT_BOUNDS } from './payment-bounds.ts'

export type RechargeInput = { on: boolean; below: string; amount: string; day: string; month: string }

const BELOW = { least: 1_000_000_000n, most: MOST_PAYMENT_NANOS }
const CAPS = { least: PAYMENT_BOUNDS.least, most: 100n * MOST_PAYMENT_NANOS }

const SET = `
  insert into money_settings (account_id, recharge_on, recharge_below_nanos, recharge_nanos, recharge_day_nanos, recharge_month_nanos)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (account_id) do update set recharge_on = excluded.recharge_on, recharge_below_nanos = excluded.recharge_below_nanos,
    recharge_nanos = excluded.recharge_nanos, recharge_day_nanos = excluded.recharge_day_nanos,
    recharge_month_nanos = excluded.recharge_month_nanos, recharge_failures = 0, recharge_stopped = null`

/** When it is turned on and the balance is below the threshold already, that is the first crossing. */
export async function setRecharge(scope: Scope, input: RechargeInput): Promise<void> {
  demand(scope, 'billing.manage')
  const { below, amount, day, month } = readAmounts(input)
  if (input.on && !env.stripe) throw new Refusal('card_payments_off')
  await tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    if (input.on && !(await hasCard(tx, scope.accountId))) throw new Refusal('no_card')
    const before = await readMoneySettings(tx, scope.accountId)
    await tx.query(SET, [scope.accountId, input.on, below, amount, day, month])
    await armMoney(tx, scope.accountId)
    await signalRecharge(tx, scope.accountId)
    const after = await readMoneySettings(tx, scope.accountId)
    await appendAudit(tx, scope, {
      action: 'auto_recharge.changed',
      object: 'balance',
      before: noted(before),
      after: noted(after),
    })
  })
}

function readAmounts(input: RechargeInput) {
  const below = readAmount(input.below, BELOW)
  const amount = readAmount(input.amount, PAYMENT_BOUNDS)
  const day = readAmount(input.day, CAPS)
  const month = readAmount(input.month, CAPS)
  if (!below.ok || !amount.ok || !day.ok || !month.ok)
    throw invalid({ below, recharge_amount: amount, day_most: day, month_most: month })
  if (day.nanos < amount.nanos) throw invalid({ day_most: 'Less than one recharge: none would ever be made.' })
  if (month.nanos < day.nanos) throw invalid({ month_most: 'Less than the most of one day.' })
  return { below: below.nanos, amount: amount.nanos, day: day.nanos, month: month.nanos }
}

async function hasCard(tx: Tx, accountId: string): Promise<boolean> {
  return (await tx.query('select 1 from payment_cards where account_id = $1 and is_default', [accountId])).length > 0
}

function noted({ recharge }: MoneySettings): Record<string, unknown> {
  const { isOn, belowNanos, amountNanos, dayNanos, monthNanos } = recharge
  return {
    on: isOn,
    belowNanos: String(belowNanos),
    amountNanos: String(amountNanos),
    dayNanos: String(dayNanos),
    monthNanos: String(monthNanos),
  }
}
