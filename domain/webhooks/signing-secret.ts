/** What web hooks of an account are signed with: made when it is first needed, kept sealed, shown to people alone. */
import { randomBytes } from 'node:crypto'
import type { Tx } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { seal, unseal } from '#lib/seal.ts'
import { now } from '#lib/time.ts'

const PURPOSE = 'web hook signing'
const SECRET_BYTES = 32

const READ = { name: 'signing_secret', text: 'select sealed from signing_secrets where account_id = $1' }

/** Throws when it was sealed under another AUTH_SECRET. */
export async function signingSecret(tx: Tx, accountId: string): Promise<Buffer> {
  return unseal(PURPOSE, await sealedSecret(tx, accountId))
}

/** The same for web hooks, which must not stop for it: then they go unsigned, and the log says so. */
export async function signingSecretOrNone(tx: Tx, accountId: string): Promise<Buffer | null> {
  // Outside the try: what the database refuses must end the transaction of the caller.
  const sealed = await sealedSecret(tx, accountId)
  try {
    return unseal(PURPOSE, sealed)
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'web hooks go unsigned: their signing secret cannot be opened')
    return null
  }
}

async function sealedSecret(tx: Tx, accountId: string): Promise<Buffer> {
  const read = async () => (await tx.query<{ sealed: Buffer }>(READ, [accountId]))[0]?.sealed
  const known = await read()
  if (known) return known
  // Two at once: the first one's counts, and both read it.
  await tx.query(
    'insert into signing_secrets (account_id, sealed, created_at) values ($1, $2, $3) on conflict do nothing',
    [accountId, seal(PURPOSE, randomBytes(SECRET_BYTES)), now()],
  )
  const made = await read()
  if (!made) throw new Error('the signing secret was not kept')
  return made
}

/** As receivers' libraries take it. */
export function writtenSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`
}
