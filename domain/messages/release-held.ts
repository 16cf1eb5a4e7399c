import { postEntries } from '#domain/ledger/post-entries.ts'
import type { HeldWhy } from '#domain/webhooks/delivery.ts'
import type { InboundFacts } from '#domain/webhooks/payload.ts'
import type { Tx } from '#lib/db.ts'
import { transition } from './transition.ts'

/** `facts`: what its web hook tells now; `refused`: what it waited for is still not there. */
export type Released = { facts: InboundFacts } | { refused: Extract<HeldWhy, 'no_balance' | 'suspended'> }

type Held = Omit<InboundFacts, 'chargedNanos'> & {
  status: string
  due: bigint
  price: bigint
  available: bigint
  suspended: boolean
  isTest: boolean
}

/** The balance is the first lock, as wherever money moves. */
const LOCK = 'select from balances where account_id = $1 for update'
const HELD = `
  select m.id, m.from_e164 as "from", m.to_e164 as "to", m.body, m.encoding, m.number_kind as kind, m.accepted_at as at, m.status,
    (m.part_nanos + m.surcharge_nanos) * m.parts as due, m.price_nanos as price, m.is_test as "isTest",
    case when m.is_test then b.test_available_nanos else b.available_nanos end as available,
    coalesce(n.messaging_state = 'suspended', false) as suspended
  from messages m
  join balances b on b.account_id = m.account_id
  left join numbers n on n.account_id = m.account_id and n.e164 = m.to_e164
  where m.account_id = $1 and m.id = $2 for update of m`

/**
 * A step: an inbound message that was held counts as received from now on. It is charged only where it was held for want of balance:
 * what came while no URL was set, or while its number was suspended, came for free (rule F17). Once, however often it is asked for.
 */
export async function releaseHeld(tx: Tx, accountId: string, id: string, heldWhy: HeldWhy): Promise<Released> {
  await tx.query(LOCK, [accountId])
  const [held] = await tx.query<Held>(HELD, [accountId, id])
  if (!held) throw new Error('an event of an inbound message has no message')
  const { status, due, price, available, suspended, isTest, ...facts } = held
  if (status !== 'held') return { facts: { ...facts, chargedNanos: price } }
  if (suspended) return { refused: 'suspended' }
  const chargedNanos = heldWhy === 'no_balance' ? due : 0n
  if (available < chargedNanos) return { refused: 'no_balance' }
  await transition(tx, accountId, [{ id, to: 'received', chargedNanos }])
  await tx.query('select price_released_message($1, $2, $3)', [accountId, id, chargedNanos])
  await postEntries(tx, accountId, [
    { kind: 'charge', amountNanos: chargedNanos, messageId: id, reason: 'held message released', isTest },
  ])
  return { facts: { ...facts, chargedNanos } }
}
