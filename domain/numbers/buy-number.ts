/** Buys one number by its name, text-enabled and ready to send at once (rule F1). Two buyers: one gets it, the other pays nothing. */
import { createHash } from 'node:crypto'
import { demand } from '#domain/access/permissions.ts'
import { isTest, type Scope } from '#domain/access/scope.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { findOwnNumbers } from './find-own-numbers.ts'
import type { OwnNumber } from './list-numbers.ts'
import { WAIT } from './lock-stock.ts'
import { takeFromStock } from './take-from-stock.ts'

type Options = { idempotencyKey?: string | undefined }
export type Bought = { number: OwnNumber; replayed: boolean }

/** Throws `test_key_buys_nothing`, `idempotency_mismatch`, `idempotency_running`, and what `takeFromStock` throws. */
export async function buyNumber(scope: Scope, e164: string, { idempotencyKey }: Options = {}): Promise<Bought> {
  demand(scope, 'numbers.manage')
  if (isTest(scope)) throw new Refusal('test_key_buys_nothing')
  const key = idempotencyKey === undefined ? null : { text: idempotencyKey, fingerprint: fingerprint(e164) }
  try {
    return await tenantTransaction(scope.accountId, async (tx) => {
      const earlier = key && (await claimKey(tx, scope.accountId, key))
      if (earlier) return { number: earlier, replayed: true }
      const { totalNanos } = await takeFromStock(tx, scope, [e164])
      const [number] = await findOwnNumbers(tx, scope.accountId, [e164])
      if (!number) throw new Error('a number that was bought is not on the account')
      if (key) await keepAnswer(tx, scope.accountId, key, { number, totalNanos })
      return { number, replayed: false }
    })
  } catch (fault) {
    throw explain(fault, key !== null)
  }
}

/** A connection that is cut at the commit leaves it unknown whether it held: asked again with the same key, it is bought once. */
export function explain(fault: unknown, hasKey: boolean): unknown {
  if (!(fault instanceof Error) || fault instanceof Refusal) return fault
  const code = 'code' in fault ? String(fault.code) : ''
  if (code === '55P03') return new Refusal(hasKey ? 'idempotency_running' : 'unavailable', { retryAfterSeconds: 1 })
  const isCut = /^(08|57|ECONNRESET|EPIPE)/.test(code) || (code === '' && /connection terminated/i.test(fault.message))
  return isCut ? new Refusal('unconfirmed', { retryAfterSeconds: 1 }) : fault
}

type Key = { text: string; fingerprint: Buffer }

/**
 * What this key was answered with before; null: it is new, and who comes with it meanwhile waits for the balance. It commits with
 * its effect alone: a refusal leaves nothing behind. A key of a message is no key of a purchase.
 */
async function claimKey(tx: Tx, accountId: string, { text, fingerprint }: Key): Promise<OwnNumber | null> {
  await tx.query(WAIT)
  await lockBalance(tx, accountId)
  const [known] = await tx.query<{ fingerprint: Buffer; answer: OwnNumber | null }>(
    'select fingerprint, answer from idempotency_keys where account_id = $1 and key = $2',
    [accountId, text],
  )
  if (!known) return null
  if (!known.answer || !known.fingerprint.equals(fingerprint)) throw new Refusal('idempotency_mismatch')
  return known.answer
}

async function keepAnswer(
  tx: Tx,
  accountId: string,
  { text, fingerprint }: Key,
  { number, totalNanos }: { number: OwnNumber; totalNanos: bigint },
): Promise<void> {
  const at = now()
  await tx.query(
    `insert into idempotency_keys (account_id, key, fingerprint, message_id, price_nanos, created_at, answer)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [accountId, text, fingerprint, newId(at), totalNanos, at, JSON.stringify(number)],
  )
}

function fingerprint(e164: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(['purchase', e164]))
    .digest()
}
