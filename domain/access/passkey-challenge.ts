/** What a passkey signs: the token of a ticket. So each challenge is answered once, within five minutes, and for one use. */
import { type Tx, transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { issueTicket, takeTicket } from './tickets.ts'

export type PasskeyUse = 'add' | 'sign_in' | 'second_step'

/** `personId` null: whoever answers it says who they are. */
export async function issueChallenge(use: PasskeyUse, personId: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const issue = (tx: Tx) => issueTicket(tx, { kind: 'passkey', personId, payload: { use } })
  return new Uint8Array(Buffer.from(await transaction(issue), 'base64url'))
}

/** Used up by asking, whatever comes of it. */
export async function takeChallenge(use: PasskeyUse, personId: string | null, challenge: string): Promise<boolean> {
  try {
    const ticket = await transaction((tx) => takeTicket(tx, 'passkey', challenge))
    return ticket.payload.use === use && ticket.personId === personId
  } catch (fault) {
    if (fault instanceof Refusal) return false
    throw fault
  }
}
