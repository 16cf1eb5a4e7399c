import type { Tx } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'

export type NewPerson = { email: string; name: string; passwordHash: string | null }

/** A person who is on no account yet; `email` and `name` are parsed. Null: somebody has this e-mail already. */
export async function insertPerson(tx: Tx, { email, name, passwordHash }: NewPerson): Promise<string | null> {
  const at = now()
  const [made] = await tx.query<{ id: string }>(
    `insert into people (id, email, name, password_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict (email) do nothing returning id`,
    [newId(at), email, name, passwordHash, at],
  )
  return made?.id ?? null
}
