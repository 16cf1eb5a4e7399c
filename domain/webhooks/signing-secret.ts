/**
 * What web hooks are signed with: the account's secret, made when it is first needed, or an endpoint's own. Kept sealed. One is in force;
 * those before it sign beside it until they retire, so that receivers are switched one by one.
 */
import { randomBytes } from 'node:crypto'
import type { Tx } from '#lib/db.ts'
import { NO_ID, newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { seal, unseal } from '#lib/seal.ts'
import { now } from '#lib/time.ts'

const PURPOSE = 'web hook signing'
const SECRET_BYTES = 32

/** Whose it is: an endpoint's id, or this for all endpoints without their own. */
export const OF_ACCOUNT = NO_ID

export type KeptSecret = {
  endpointId: string
  id: string
  sealed: Buffer
  createdAt: Date
  /** Null: it is the one in force. */
  retiresAt: Date | null
  /** Until then the account's signs beside it. */
  besideUntil: Date | null
}

const READ = {
  name: 'signing_secrets',
  text: `select endpoint_id as "endpointId", id, sealed, created_at as "createdAt", retires_at as "retiresAt",
           beside_until as "besideUntil"
         from signing_secrets where account_id = $1 and endpoint_id = any($2::uuid[])
         order by (retires_at is null) desc, created_at desc, id desc`,
}

/** All there ever were, the one in force first. */
export function readSecrets(tx: Tx, accountId: string, endpointIds: readonly string[]): Promise<KeptSecret[]> {
  return tx.query<KeptSecret>(READ, [accountId, [...new Set(endpointIds)]])
}

export function isValid({ retiresAt }: KeptSecret, at: Date = now()): boolean {
  return retiresAt === null || retiresAt > at
}

/** What signs for an endpoint, of its own secrets and the account's: one rule, for those who sign, check and look. Newest first. */
export function signersOf(endpointId: string, kept: readonly KeptSecret[], at: Date = now()): KeptSecret[] {
  const valid = (id: string) => kept.filter((one) => one.endpointId === id && isValid(one, at))
  const ofAccount = valid(OF_ACCOUNT)
  if (endpointId === OF_ACCOUNT) return ofAccount
  const own = valid(endpointId)
  const inForce = own.find((one) => one.retiresAt === null)
  if (!inForce) return [...ofAccount, ...own]
  return inForce.besideUntil !== null && inForce.besideUntil > at ? [...own, ...ofAccount] : own
}

export type Signers = { of: (endpointId: string) => readonly Buffer[] }

/**
 * For all that one transaction sends, by one query. Web hooks must not stop for a secret that cannot be opened (it was sealed under another
 * AUTH_SECRET): then they go without its signature, and the log says so.
 */
export async function secretsFor(tx: Tx, accountId: string, endpointIds: readonly string[]): Promise<Signers> {
  if (endpointIds.length === 0) return { of: () => [] }
  const wanted = [OF_ACCOUNT, ...endpointIds]
  const found = await readSecrets(tx, accountId, wanted)
  const kept = found.some(isOfAccount) ? found : [...found, await accountSecret(tx, accountId)]
  const opened = new Map<string, Buffer | null>()
  const open = (one: KeptSecret) => {
    if (!opened.has(one.id)) opened.set(one.id, openOrNone(accountId, one))
    return opened.get(one.id) ?? null
  }
  const at = now()
  return {
    of: (endpointId) => signersOf(endpointId, kept, at).flatMap((one) => open(one) ?? []),
  }
}

/** The one in force; made when there is none yet. */
export async function accountSecret(tx: Tx, accountId: string): Promise<KeptSecret> {
  const read = async () => (await readSecrets(tx, accountId, [OF_ACCOUNT])).find((one) => one.retiresAt === null)
  const known = await read()
  if (known) return known
  // Two at once: the first one's counts, and both read it.
  await insertSecret(tx, accountId, { endpointId: OF_ACCOUNT, besideUntil: null })
  const made = await read()
  if (!made) throw new Error('the signing secret was not kept')
  return made
}

/** The new secret, or null when there is one in force. */
export async function insertSecret(
  tx: Tx,
  accountId: string,
  { endpointId, besideUntil }: Pick<KeptSecret, 'endpointId' | 'besideUntil'>,
): Promise<Buffer | null> {
  const secret = randomBytes(SECRET_BYTES)
  const made = await tx.query(
    `insert into signing_secrets (account_id, endpoint_id, id, sealed, created_at, beside_until)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [accountId, endpointId, newId(), seal(PURPOSE, secret), now(), besideUntil],
  )
  return made.length > 0 ? secret : null
}

/** Throws when it was sealed under another AUTH_SECRET. */
export function openSecret({ sealed }: KeptSecret): Buffer {
  return unseal(PURPOSE, sealed)
}

function openOrNone(accountId: string, kept: KeptSecret): Buffer | null {
  try {
    return openSecret(kept)
  } catch (fault) {
    log.error({ accountId, fault: String(fault) }, 'web hooks go unsigned: their signing secret cannot be opened')
    return null
  }
}

function isOfAccount({ endpointId, retiresAt }: KeptSecret): boolean {
  return endpointId === OF_ACCOUNT && retiresAt === null
}

/** As receivers' libraries take it. */
export function writtenSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`
}

/** For the audit log: enough to tell one from another. */
export function lastFour(secret: Buffer): string {
  return `…${writtenSecret(secret).slice(-4)}`
}
