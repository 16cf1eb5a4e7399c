import type { Tx } from '#lib/db.ts'

/** For the audit log, which names people by what they sign in with. */
export async function emailOf(tx: Tx, personId: string): Promise<string> {
  const [person] = await tx.query<{ email: string }>('select email from people where id = $1', [personId])
  return person?.email ?? personId
}
