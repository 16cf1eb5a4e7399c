import type { Tx } from '#lib/db.ts'

export type Recharge = {
  isOn: boolean
  belowNanos: bigint
  amountNanos: bigint
  dayNanos: bigint
  monthNanos: bigint
  failures: number
  /** Why it was turned off by itself; null: it was not. */
  stopped: string | null
}
export type MoneySettings = { alertNanos: bigint[]; recharge: Recharge; customerId: string | null }

const READ = `
  select coalesce(s.alert_nanos, usual_alerts())::text[] as alerts, coalesce(s.recharge_on, false) as "isOn",
    coalesce(s.recharge_below_nanos, 10000000000) as "belowNanos", coalesce(s.recharge_nanos, 50000000000) as "amountNanos",
    coalesce(s.recharge_day_nanos, 100000000000) as "dayNanos", coalesce(s.recharge_month_nanos, 500000000000) as "monthNanos",
    coalesce(s.recharge_failures, 0) as failures, s.recharge_stopped as stopped, s.customer_id as "customerId"
  from accounts a left join money_settings s on s.account_id = a.id where a.id = $1`

type Row = Recharge & { alerts: string[]; customerId: string | null }

export async function readMoneySettings(tx: Tx, accountId: string): Promise<MoneySettings> {
  const [row] = await tx.query<Row>(READ, [accountId])
  if (!row) throw new Error('the account is gone')
  const { alerts, customerId, ...recharge } = row
  return { alertNanos: alerts.map(BigInt), recharge, customerId }
}

/** Settings have changed, the balance is locked: what may be crossed from here on. */
export async function armMoney(tx: Tx, accountId: string): Promise<void> {
  await tx.query(
    `update balances b set signal_below_nanos = coalesce(
       (select max(t.below_nanos) from money_thresholds($1) t where t.below_nanos <= b.available_nanos), 0)
     where b.account_id = $1`,
    [accountId],
  )
}

/** Auto-recharge is on and the balance is below its threshold, locked by the caller: that is a crossing, unless one is under way. */
export async function signalRecharge(tx: Tx, accountId: string): Promise<void> {
  await tx.query(
    `insert into money_signals (account_id, kind, below_nanos, available_nanos, at, due_at)
     select b.account_id, 'recharge', s.recharge_below_nanos, b.available_nanos, clock_timestamp(), clock_timestamp()
     from balances b join money_settings s on s.account_id = b.account_id
     where b.account_id = $1 and s.recharge_on and b.available_nanos < s.recharge_below_nanos
       and not exists (select from money_signals m where m.account_id = $1 and m.kind = 'recharge' and m.due_at is not null)`,
    [accountId],
  )
}
