import { query } from '#lib/db.ts'

/** The account of a phone number, before an account is known: all that an inbound message has to go by. */
export async function findNumberOwner(e164: string): Promise<string | null> {
  const [row] = await query<{ account_id: string }>(
    { name: 'find_number_owner', text: 'select account_id from number_owners where e164 = $1' },
    [e164],
  )
  return row?.account_id ?? null
}
