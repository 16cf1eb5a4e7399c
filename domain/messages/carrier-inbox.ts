/**
 * What carriers bring is written down as it came, committed, and only then acknowledged; working it off comes after. So a
 * crash between the two loses nothing, and a receipt that comes before its submit answer can wait here.
 */
import { createHash } from 'node:crypto'
import { isPassing, query, type Tx, transaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { now, SECOND_MS } from '#lib/time.ts'
import type { CarrierReceipt, Incoming, IncomingPart } from './carrier.ts'

export type InboxRow<Pdu extends Incoming = Incoming> = {
  id: string
  link_id: string
  pdu: Pdu
  raw: string
  received_at: Date
  attempts: number
  copy_of?: string | null
}

/** What a worker that died had in its hand is worked off by another after this. Too short would cost time and double nothing. */
const CLAIM_MS = 15 * SECOND_MS
/** Waiting times between tries, then it is given up: about a quarter of an hour in all. */
const RETRY_MS = [100, 200, 400, 800, 1_500, 3_000, 5_000, 10_000, 20_000, 40_000, 60_000, 120_000, 240_000, 300_000]

/** Tries of a store whose connection was cut. More would keep the carrier waiting; it asks again by itself. */
const STORE_TRIES = 3

/** A carrier that lost our acknowledgement brings its PDU again soon after the next bind, or not at all. */
const REDELIVERY_MS = 60 * SECOND_MS

/** One bind: while it stands its worker holds a lock under this id. */
export type LineSession = { id: string | null; boundAt: Date }

/**
 * Returns the ids of the inbound parts that are kept by this. SMPP has no id for what a carrier delivers, so a part that comes a
 * second time is known by three signs together: the same words came between the same numbers before, nobody was sure that the
 * carrier had our acknowledgement, and the line that they came over is lost: this one was bound after that, or its session is over.
 *
 * When a connection is cut at the commit nobody knows whether it held. The same rows are written again under the same ids:
 * asking the carrier for another copy would make one message two.
 */
export async function storeIncoming(
  linkId: string,
  batch: readonly Incoming[],
  session: LineSession | null = null,
): Promise<string[]> {
  const at = now()
  const isFresh = session !== null && at.getTime() - session.boundAt.getTime() < REDELIVERY_MS
  const values = [
    linkId,
    at,
    batch.map(() => newId(at)),
    batch.map((incoming) => incoming.kind),
    batch.map(pack),
    batch.map((incoming) => incoming.raw),
    batch.map(digestOf),
    session?.id ?? null,
    isFresh ? session.boundAt : null,
  ]
  for (let tries = 1; ; tries++) {
    try {
      return (await query<{ id: string }>(STORE_INCOMING, values)).map((row) => row.id)
    } catch (fault) {
      if (tries === STORE_TRIES || !isPassing(fault)) throw fault
    }
  }
}

const STORE_INCOMING = {
  name: 'store_incoming',
  text: `select id from store_incoming($1, $2, $3::uuid[], $4::text[], $5::jsonb[], $6::text[], $7::bytea[], $8, $9) as s (id)`,
}

/** A receipt may come twice without harm: only inbound parts are told apart. */
function digestOf(incoming: Incoming): Buffer | null {
  if (incoming.kind !== 'inbound') return null
  const { from, to, text, concat } = incoming
  return createHash('sha256')
    .update(JSON.stringify([from, to, text, concat]))
    .digest()
}

/** The carrier has our acknowledgement of these: the same words are a new message from now on. */
export async function confirmIncoming(ids: readonly string[]): Promise<void> {
  await query(
    { name: 'confirm_incoming', text: 'update carrier_inbox set confirmed_at = $2 where id = any($1::uuid[])' },
    [ids, now()],
  )
}

/**
 * A part may end in half of a character, or hold a NUL, and PostgreSQL keeps neither as text: until its parts are joined, a text
 * is kept as UTF-16 in base64.
 */
function pack({ raw: _, ...pdu }: Incoming): string {
  return JSON.stringify('text' in pdu ? { ...pdu, text: Buffer.from(pdu.text, 'utf16le').toString('base64') } : pdu)
}

export function unpack<Pdu extends Incoming>(row: InboxRow<Pdu>): InboxRow<Pdu> {
  const { pdu } = row
  return 'text' in pdu ? { ...row, pdu: { ...pdu, text: Buffer.from(pdu.text, 'base64').toString('utf16le') } } : row
}

export async function claimIncoming(limit: number): Promise<InboxRow[]> {
  const at = now()
  const rows = await transaction((tx) =>
    tx.query<InboxRow>(
      {
        name: 'claim_incoming',
        text: `update carrier_inbox set due_at = $2, attempts = attempts + 1
               where id = any(array(select id from carrier_inbox where due_at <= $1 order by due_at, id limit $3 for update skip locked))
               returning id, link_id, pdu, raw, received_at, attempts, copy_of`,
      },
      [at, new Date(at.getTime() + CLAIM_MS), limit],
    ),
  )
  return rows.map(unpack)
}

/** Marks rows as worked off, in the transaction of their effect. Returns those that nobody else had finished. */
export async function finishIncoming(tx: Tx, ids: readonly string[], outcome: string): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    {
      name: 'finish_incoming',
      text: 'update carrier_inbox set due_at = null, outcome = $2 where id = any($1::uuid[]) and due_at is not null returning id',
    },
    [ids, outcome],
  )
  return new Set(rows.map((row) => row.id))
}

/** Not yet: it is looked at again later, and given up with `outcome` when its time is over. */
export async function postponeIncoming(rows: readonly InboxRow[], outcome: string): Promise<void> {
  const at = now().getTime()
  await query(
    {
      name: 'postpone_incoming',
      text: `update carrier_inbox i set due_at = p.due_at, outcome = case when p.due_at is null then $3 end
             from unnest($1::uuid[], $2::timestamptz[]) as p (id, due_at) where i.id = p.id and i.due_at is not null`,
    },
    [
      rows.map((row) => row.id),
      rows.map((row) => {
        const waitMs = RETRY_MS[row.attempts - 1]
        return waitMs === undefined ? null : new Date(at + waitMs)
      }),
      outcome,
    ],
  )
}

/** A fault with some rows must not keep the rest of the batch waiting: they are tried again later, on their own. */
export async function orPostpone(rows: readonly InboxRow[], work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (fault) {
    log.warn({ rows: rows.length, fault: String(fault) }, 'incoming rows could not be worked off yet')
    await postponeIncoming(rows, 'could not be worked off')
  }
}

export function isReceipt(row: InboxRow): row is InboxRow<CarrierReceipt> {
  return row.pdu.kind === 'receipt'
}

export function isInbound(row: InboxRow): row is InboxRow<IncomingPart> {
  return row.pdu.kind === 'inbound'
}

/** How long parts of a long inbound message may be apart before it is shown as far as it came. */
export const CONCAT_WAIT_MS = 30 * SECOND_MS
