/** What becomes of a number when its month has begun, or is about to: decided here, from what is known, without a database. */
import { FOREWARN_MS, GRACE_MS, monthsDue, nextAnniversary, REMIND_MS, TRY_AGAIN_MS } from './charge-days.ts'

export type ChargedNumber = {
  e164: string
  monthlyNanos: bigint
  chargesFrom: Date
  /** The first month that is not paid begins here. */
  nextChargeAt: Date
  arrearsSince: Date | null
  remindedAt: Date | null
  suspendedAt: Date | null
}

/**
 * `coming`: no month is due yet. `paid`: every month that has begun is, all of them or none: a number that stays suspended takes no
 * money. `warned`, `reminded` and `suspended` are told once; `waits` is neither paid nor told.
 */
export type ChargeStep = { lookAt: Date } & (
  | { kind: 'coming' }
  | { kind: 'paid'; months: Date[]; nextChargeAt: Date }
  | { kind: 'warned' | 'reminded' | 'suspended' | 'waits'; owedNanos: bigint }
)

export function chargeStep(number: ChargedNumber, fundsNanos: bigint, at: Date): ChargeStep {
  const { chargesFrom, nextChargeAt, monthlyNanos, arrearsSince } = number
  const months = monthsDue(chargesFrom, nextChargeAt, at)
  const last = months.at(-1)
  if (!last) return { kind: 'coming', lookAt: nextChargeAt }
  const owedNanos = monthlyNanos * BigInt(months.length)
  if (owedNanos <= fundsNanos) {
    const next = nextAnniversary(chargesFrom, last)
    return { kind: 'paid', months, nextChargeAt: next, lookAt: new Date(next.getTime() - FOREWARN_MS) }
  }
  return { kind: unpaid(number, at), owedNanos, lookAt: nextLook(arrearsSince ?? at, at) }
}

function unpaid({ arrearsSince, remindedAt, suspendedAt }: ChargedNumber, at: Date) {
  if (!arrearsSince) return 'warned'
  const sinceMs = at.getTime() - arrearsSince.getTime()
  if (suspendedAt) return 'waits'
  if (sinceMs >= GRACE_MS) return 'suspended'
  return sinceMs >= REMIND_MS && !remindedAt ? 'reminded' : 'waits'
}

/** In an hour, or when the next word is due if that is sooner. */
function nextLook(arrearsSince: Date, at: Date): Date {
  const words = [REMIND_MS, GRACE_MS].map((ms) => arrearsSince.getTime() + ms).filter((ms) => ms > at.getTime())
  return new Date(Math.min(at.getTime() + TRY_AGAIN_MS, ...words))
}
