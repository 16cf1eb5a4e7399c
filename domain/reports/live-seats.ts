/** How many live streams are open in this process: a place for everybody, and for nobody all of them. */
import type { Scope } from '#domain/access/scope.ts'
import { Refusal } from '#lib/refusals.ts'

const MOST = { of_person: 20, of_account: 200 }

const taken = new Map<string, number>()

/** Throws when there is none left for this person or on this account. */
export function demandLiveSeat(scope: Scope): void {
  for (const { key, most, code } of seatsOf(scope)) if ((taken.get(key) ?? 0) >= most) throw new Refusal(code)
}

/** The same, and takes it. Returns the way to give it back. */
export function takeLiveSeat(scope: Scope): () => void {
  demandLiveSeat(scope)
  const seats = seatsOf(scope)
  for (const { key } of seats) taken.set(key, (taken.get(key) ?? 0) + 1)
  let given = false
  return () => {
    if (given) return
    given = true
    for (const { key } of seats) {
      const left = (taken.get(key) ?? 1) - 1
      if (left > 0) taken.set(key, left)
      else taken.delete(key)
    }
  }
}

function seatsOf({ accountId, actor }: Scope) {
  return [
    { key: `person ${actor.id}`, most: MOST.of_person, code: 'too_many_live_of_person' as const },
    { key: `account ${accountId}`, most: MOST.of_account, code: 'too_many_live_of_account' as const },
  ]
}
