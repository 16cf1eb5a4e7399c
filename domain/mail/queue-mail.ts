import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'

/** Plain text. Names of people and accounts come last in a line: what somebody typed must not read like our own words. */
export type Letter = { subject: string; body: string }

/** In the transaction that causes it; the worker hands it over, or it stays in this system's mailbox (docs/operating.md). */
export async function queueMail(tx: Tx, to: string, { subject, body }: Letter): Promise<void> {
  const at = now()
  await tx.query(
    'insert into mails (id, to_email, subject, body, created_at, due_at) values ($1, $2, $3, $4, $5, $5)',
    [
      newId(at),
      to,
      // A line break in a subject would begin another header.
      subject.replace(/\s+/g, ' ').slice(0, 200),
      body,
      at,
    ],
  )
}
