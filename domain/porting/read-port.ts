import { demand, may } from '#domain/access/permissions.ts'
import { reachesNumber, type Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import type { EventKind } from './append-event.ts'
import type { MediaType } from './document-kind.ts'
import type { DocumentKind } from './document-words.ts'
import { findOrder, type PortOrder } from './order.ts'
import type { Messaging, Status, Voice } from './status.ts'
import { whatIsMissing } from './submit-port.ts'

export type PortNumber = {
  e164: string
  voice: Voice
  messaging: Messaging
  voicePortedAt: Date | null
  messagingFrom: Date | null
  messagingBy: Date | null
  messagingActiveAt: Date | null
  /** Loop tests so far, and when the last one left. */
  tests: number
  lastTestAt: Date | null
  lastTestProblem: string | null
}

export type PortEvent = {
  seq: number
  at: Date
  kind: EventKind
  from: Status | null
  to: Status | null
  actorKind: 'person' | 'key' | 'system'
  actorName: string
  note: string | null
}

export type PortDocument = {
  id: string
  kind: DocumentKind
  name: string
  mediaType: MediaType
  sizeBytes: number
  uploadedBy: string
  uploadedAt: Date
}

export type PortDetail = PortOrder & {
  numbers: PortNumber[]
  events: PortEvent[]
  documents: PortDocument[]
  /** What keeps it from being submitted. */
  missing: string[]
  /** The other orders of its group. */
  siblings: { id: string; kind: string; losingCarrier: string; status: Status }[]
}

/** Everything known of one order, its events newest first. The bytes of documents and the PIN excepted. Throws `not_found`. */
export async function readPort(scope: Scope, id: string): Promise<PortDetail> {
  demand(scope, 'numbers.read')
  const { accountId } = scope
  return tenantTransaction(accountId, async (tx) => {
    const order = await findOrder(tx, accountId, id)
    const numbers = await readNumbers(tx, accountId, id)
    if (!numbers.every(({ e164 }) => reachesNumber(scope, e164))) throw new Refusal('not_found')
    const events = await tx.query<PortEvent>(
      `select seq, at, kind, from_status as "from", to_status as "to", actor_kind as "actorKind", actor_name as "actorName", note
       from port_events where account_id = $1 and order_id = $2 order by seq desc`,
      [accountId, id],
    )
    const documents = await tx.query<PortDocument>(
      `select id, kind, name, media_type as "mediaType", size_bytes as "sizeBytes", uploaded_by as "uploadedBy",
         uploaded_at as "uploadedAt" from port_documents where account_id = $1 and order_id = $2 order by id desc`,
      [accountId, id],
    )
    const siblings = await tx.query<PortDetail['siblings'][number]>(
      `select id::text as id, kind, losing_carrier as "losingCarrier", status from port_orders
       where account_id = $1 and group_id = $2 and id <> $3 order by id`,
      [accountId, order.groupId, id],
    )
    const missing = await whatIsMissing(tx, accountId, order)
    return masked(scope, { ...order, numbers, events, documents, siblings, missing })
  })
}

/** Who may not manage numbers does not see what a losing carrier lets a number go for. */
function masked(scope: Scope, port: PortDetail): PortDetail {
  if (may(scope, 'numbers.manage')) return port
  const last4 = port.accountNumber && `…${port.accountNumber.slice(-4)}`
  const hidden = { street: null, authorisedPerson: null, loaSignedBy: null, loaSignedFrom: null }
  const events = port.events.map((event) => (event.kind === 'signed' ? { ...event, note: null } : event))
  return { ...port, ...hidden, accountNumber: last4, events }
}

async function readNumbers(tx: Tx, accountId: string, id: string): Promise<PortNumber[]> {
  return tx.query<PortNumber>(
    `select n.e164, n.voice, n.messaging, n.voice_ported_at as "voicePortedAt", n.messaging_from as "messagingFrom",
       n.messaging_by as "messagingBy", n.messaging_active_at as "messagingActiveAt",
       coalesce(t.tests, 0)::int as tests, t.last_at as "lastTestAt", t.problem as "lastTestProblem"
     from port_numbers n
     left join lateral (
       select count(*)::int as tests, max(begun_at) as last_at, (array_agg(problem order by begun_at desc))[1] as problem
       from port_loop_tests l where l.account_id = n.account_id and l.e164 = n.e164 and l.order_id = n.order_id) t on true
     where n.account_id = $1 and n.order_id = $2 order by n.e164`,
    [accountId, id],
  )
}
