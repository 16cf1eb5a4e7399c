import { numberLimit, type Scope } from '#domain/access/scope.ts'
import { Refusal } from '#lib/refusals.ts'

/** Endpoints and replays are the account's: a key that is limited to some numbers reaches neither. Throws `key_number_not_allowed`. */
export function demandWhole(scope: Scope): void {
  if (numberLimit(scope)) throw new Refusal('key_number_not_allowed', { places: { number: 'the account as a whole' } })
}
