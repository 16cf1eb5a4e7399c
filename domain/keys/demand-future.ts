import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'

export function demandFuture(expiresAt: Date | null): void {
  if (expiresAt && expiresAt <= now())
    throw new Refusal('invalid', { fields: { expires: ['This day is over. Choose a later one, or none.'] } })
}
