/**
 * An inbound message becomes a row, an event, its charge and its web hook in one transaction. It is charged only when an SMS
 * request URL is in force for its number (rule F17). Without one, without the money, or while the number is suspended, it and its web
 * hook are kept as `held`: never lost, and released by hand (`release-held.ts`).
 * What comes over a link that takes no live messages, the sandbox in production, is a test message and costs test money.
 */
import { postEntries } from '#domain/ledger/post-entries.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { heedInbound } from '#domain/optouts/heed-inbound.ts'
import { readKeyword } from '#domain/optouts/keyword.ts'
import { effectiveUrl } from '#domain/routing/effective-url.ts'
import type { HeldWhy } from '#domain/webhooks/delivery.ts'
import { queueInbound } from '#domain/webhooks/queue-deliveries.ts'
import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import type { Encoding } from './carrier.ts'

export type Received = { to: string; from: string; body: string; encoding: Encoding; parts: number; linkId: string }

type Terms = {
  kind: NumberKind
  suspended: boolean
  part_nanos: bigint
  surcharge_nanos: bigint
  rate_id: string | null
  destination: string
  available_nanos: bigint
  is_test: boolean
}

/** The balance is locked before it is read: two messages may not spend the same last cent. */
const TERMS = {
  name: 'terms_of_inbound',
  text: `
    select n.kind, n.messaging_state = 'suspended' as suspended, coalesce(r.part_nanos, 0) as part_nanos, r.rate_id,
      case when r.rate_id is null then 0 else surcharge_at($4, 'inbound', n.kind, d.destination, $3) end as surcharge_nanos, d.destination, l.is_test,
      case when l.is_test then b.test_available_nanos else b.available_nanos end as available_nanos
    from numbers n
    join balances b on b.account_id = n.account_id
    cross join lateral (
      select coalesce((select not takes_live from links where id = $4), false) as is_test) l
    cross join lateral (select destination_of($5) as destination offset 0) d
    left join lateral rate_at($1, 'inbound', n.kind, d.destination, 0, $3) r on true
    where n.account_id = $1 and n.e164 = $2 for update of b`,
}

const INSERT = {
  name: 'insert_inbound',
  text: `
    with message as (
      insert into messages (account_id, id, direction, status, from_e164, to_e164, body, encoding, parts, number_kind,
        part_nanos, price_nanos, link_id, accepted_at, final_at, is_test, surcharge_nanos, rate_id, destination)
      values ($1, $2, 'inbound', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $15, $16, $17, $18)
    ), noted as (
      insert into message_events (account_id, message_id, rev, kind, at, detail) values ($1, $2, 0, 'message.' || $3, $13, $14)
    )
    insert into outbox (account_id, message_id, kind, at, charged_nanos) values ($1, $2, 'message.' || $3, $13, $11)`,
}

/** Null when the number has left the account meanwhile. */
export async function receiveMessage(tx: Tx, accountId: string, received: Received): Promise<string | null> {
  const at = now()
  const [terms] = await tx.query<Terms>(TERMS, [accountId, received.to, at, received.linkId, received.from])
  if (!terms) return null
  const url = await effectiveUrl(tx, accountId, received.to, 'sms_callback')
  const due = (terms.part_nanos + terms.surcharge_nanos) * BigInt(received.parts)
  const affordable = terms.available_nanos >= due
  const heldWhy = reasonToHold({ isSuspended: terms.suspended, hasUrl: url !== null, affordable })
  const status = heldWhy === null ? 'received' : 'held'
  const charged = status === 'received' ? due : 0n
  const id = newId(at)
  const keyword = readKeyword(received.body)
  await tx.query(INSERT, [
    accountId,
    id,
    status,
    received.from,
    received.to,
    received.body,
    received.encoding,
    received.parts,
    terms.kind,
    terms.part_nanos,
    charged,
    received.linkId,
    at,
    { ...(heldWhy === null ? {} : { reason: REASONS[heldWhy] }), ...(keyword ? { keyword } : {}) },
    terms.is_test,
    terms.surcharge_nanos,
    terms.rate_id,
    terms.destination,
  ])
  await postEntries(tx, accountId, [
    { kind: 'charge', amountNanos: charged, messageId: id, reason: 'message received', isTest: terms.is_test },
  ])
  const facts = { id, ...received, kind: terms.kind, chargedNanos: charged, at }
  await queueInbound(tx, accountId, { target: url, heldWhy }, facts)
  await heedInbound(tx, accountId, { ...received, id, isTest: terms.is_test, at })
  return id
}

type WhyHeld = Exclude<HeldWhy, 'endpoint_disabled'>

const REASONS: Record<WhyHeld, string> = {
  suspended: 'the number is suspended: free, kept here',
  no_url: 'no SMS request URL is set: free, kept here',
  no_balance: 'the balance does not cover it',
}

function reasonToHold(it: { isSuspended: boolean; hasUrl: boolean; affordable: boolean }): WhyHeld | null {
  if (it.isSuspended) return 'suspended'
  if (!it.hasUrl) return 'no_url'
  return it.affordable ? null : 'no_balance'
}
