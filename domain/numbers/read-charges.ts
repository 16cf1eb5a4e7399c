import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { GRACE_MS, monthsDue } from './charge-days.ts'

/** `owed`: null when everything that has begun is paid. `worksUntil`: null when it is suspended already. */
export type Charges = {
  nextChargeAt: Date
  owed: { nanos: bigint; months: number; worksUntil: Date | null } | null
}

type Columns = {
  monthlyNanos: bigint
  chargesFrom: Date
  nextChargeAt: Date
  arrearsSince: Date | null
  suspendedAt: Date | null
}

/** Null: it costs nothing a month, or is no number of the account. */
export async function readCharges(scope: Scope, e164: string): Promise<Charges | null> {
  demand(scope, 'numbers.read')
  const [number] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<Columns>(
      `select monthly_nanos as "monthlyNanos", charges_from as "chargesFrom", next_charge_at as "nextChargeAt",
         arrears_since as "arrearsSince", suspended_at as "suspendedAt"
       from numbers where account_id = $1 and e164 = $2 and next_charge_at is not null and released_at is null`,
      [scope.accountId, e164],
    ),
  )
  if (!number) return null
  const { monthlyNanos, chargesFrom, nextChargeAt, arrearsSince, suspendedAt } = number
  if (!arrearsSince) return { nextChargeAt, owed: null }
  const months = monthsDue(chargesFrom, nextChargeAt, now()).length
  const worksUntil = suspendedAt ? null : new Date(arrearsSince.getTime() + GRACE_MS)
  return { nextChargeAt, owed: { nanos: monthlyNanos * BigInt(months), months, worksUntil } }
}
