import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { isWithin } from '#lib/address-range.ts'
import { tenantTransaction } from '#lib/db.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { isOfWholeAccount, scopesOfEndpoint } from './endpoint-needs.ts'
import { findKey } from './key.ts'
import { type KeySettings, parseKeySettings, type RawKeySettings } from './key-input.ts'

/** Calls of one kind by one caller that went through, and would not have. */
export type NarrowedCall = {
  endpoint: string
  address: string
  agent: string
  why: 'scope' | 'number' | 'address'
  /** What stood in the way: the scope that it needs, or the number. */
  what: string
  calls: number
  lastAt: Date
}
export type Narrowing = { days: number; refused: NarrowedCall[]; calls: number; kept: number }

type Use = { endpoint: string; address: string; agent: string; number: string; calls: number; lastAt: Date }
type Limits = Pick<KeySettings, 'scopes' | 'numbers' | 'addresses'>

export const LOOK_BACK_DAYS = 30

/**
 * Which of the last 30 days' calls the key would have been refused with these scopes, numbers and addresses. A look at a message of
 * a number that it would lose is not among them: the record of use does not say whose number a message had.
 */
export async function previewNarrowing(scope: Scope, input: RawKeySettings & { id: string }): Promise<Narrowing> {
  demand(scope, 'keys.read')
  const limits = parseKeySettings(input)
  const uses = await tenantTransaction(scope.accountId, async (tx) => {
    const key = await findKey(tx, scope.accountId, input.id)
    return tx.query<Use>(
      `select endpoint, address, agent, number, sum(calls - refused)::int as calls, max(last_at) as "lastAt"
       from key_uses where account_id = $1 and key_id = $2 and generation > 0 and day >= $3 and calls > refused
       group by 1, 2, 3, 4 order by 5 desc`,
      [scope.accountId, key.id, new Date(now().getTime() - LOOK_BACK_DAYS * DAY_MS)],
    )
  })
  const groups = new Map<string, NarrowedCall>()
  for (const use of uses) {
    const obstacle = obstacleTo(use, limits)
    if (!obstacle) continue
    const { endpoint, address, agent, calls, lastAt } = use
    const group = JSON.stringify([endpoint, address, agent, obstacle])
    const before = groups.get(group)
    if (before) before.calls += calls
    else groups.set(group, { endpoint, address, agent, ...obstacle, calls, lastAt })
  }
  const total = uses.reduce((sum, { calls }) => sum + calls, 0)
  const refused = [...groups.values()].toSorted((a, b) => b.calls - a.calls)
  const calls = refused.reduce((sum, one) => sum + one.calls, 0)
  return { days: LOOK_BACK_DAYS, refused, calls, kept: total - calls }
}

/** In the order in which the API would say no: the place, the scope, the number. */
function obstacleTo({ endpoint, address, number }: Use, limits: Limits): Pick<NarrowedCall, 'why' | 'what'> | null {
  if (limits.addresses.length > 0 && !isWithin(address, limits.addresses)) return { why: 'address', what: address }
  const needed = scopesOfEndpoint(endpoint)
  if (needed && !needed.some((one) => limits.scopes.includes(one))) return { why: 'scope', what: needed.join(' or ') }
  if (limits.numbers === null) return null
  if (isOfWholeAccount(endpoint)) return { why: 'number', what: 'the whole account' }
  return number !== '' && !limits.numbers.includes(number) ? { why: 'number', what: number } : null
}
