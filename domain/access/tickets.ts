/**
 * Something that opens one door once. Whoever holds the token may go through; the database keeps its SHA-256 alone, so nobody can
 * go through by reading a table.
 */
import { createHash, randomBytes } from 'node:crypto'
import { query, type Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from '#lib/time.ts'

export type TicketKind = 'sign_up' | 'reset' | 'invitation' | 'second_step' | 'passkey' | 'oidc'

export const LIVES_MS: Record<TicketKind, number> = {
  sign_up: DAY_MS,
  reset: HOUR_MS,
  invitation: 7 * DAY_MS,
  second_step: 10 * MINUTE_MS,
  passkey: 5 * MINUTE_MS,
  oidc: 10 * MINUTE_MS,
}

export type Ticket = { kind: TicketKind; personId: string | null; payload: Record<string, unknown>; expiresAt: Date }
type Row = { person_id: string | null; payload: Record<string, unknown>; expires_at: Date }

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** 32 random bytes, base64url. Earlier tickets of the same kind and person end: the last mail is the one that works. */
export async function issueTicket(
  tx: Tx,
  ticket: { kind: TicketKind; personId?: string | null; payload?: Record<string, unknown> },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const at = now()
  const { kind, personId = null, payload = {} } = ticket
  if (personId !== null && (kind === 'reset' || kind === 'sign_up'))
    await tx.query('update tickets set used_at = $3 where person_id = $1 and kind = $2 and used_at is null', [
      personId,
      kind,
      at,
    ])
  await tx.query(
    'insert into tickets (token_sha256, kind, person_id, payload, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [hashToken(token), kind, personId, payload, at, new Date(at.getTime() + LIVES_MS[kind])],
  )
  return token
}

const LIVING = 'token_sha256 = $1 and kind = $2 and used_at is null and expires_at > $3'

/** Looks without using it up: for a page that asks before it acts. Null when it opens nothing. */
export async function peekTicket(kind: TicketKind, token: string): Promise<Ticket | null> {
  const [row] = await query<Row>(`select person_id, payload, expires_at from tickets where ${LIVING}`, [
    hashToken(token),
    kind,
    now(),
  ])
  return row ? toTicket(kind, row) : null
}

/** Uses it up, in the transaction of what it opens: of two at once one goes through. Throws `link_used_up`. */
export async function takeTicket(tx: Tx, kind: TicketKind, token: string): Promise<Ticket> {
  const [row] = await tx.query<Row>(
    `update tickets set used_at = $3 where ${LIVING} returning person_id, payload, expires_at`,
    [hashToken(token), kind, now()],
  )
  if (!row) throw new Refusal('link_used_up')
  return toTicket(kind, row)
}

/** Counts a wrong try against a ticket; past `most` it opens nothing any more. Answers how many are left. */
export async function countTry(kind: TicketKind, token: string, most: number): Promise<number> {
  const [row] = await query<{ tries: number }>(
    `update tickets set tries = tries + 1, used_at = case when tries + 1 >= $4 then $3 end where ${LIVING} returning tries`,
    [hashToken(token), kind, now(), most],
  )
  return row ? Math.max(0, most - row.tries) : 0
}

function toTicket(kind: TicketKind, { person_id: personId, payload, expires_at: expiresAt }: Row): Ticket {
  return { kind, personId, payload, expiresAt }
}
