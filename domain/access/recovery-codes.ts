/** Ten codes on paper for the day the phone is gone: 80 random bits each, so SHA-256 keeps them well enough. Each works once. */
import { createHash, randomBytes } from 'node:crypto'
import { query, type Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { inFours, toBase32 } from './base32.ts'

export const RECOVERY_CODES = 10
const CODE_BYTES = 10

/** As typed, in any case, with dashes, blanks or none. The digits 0, 1 and 8 are in no code: a look-alike was meant. */
function hashOf(code: string): Buffer {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  const meant = plain.replaceAll('0', 'O').replaceAll('1', 'I').replaceAll('8', 'B')
  return createHash('sha256').update(meant).digest()
}

/** New codes in the place of all earlier ones; shown once. */
export async function replaceRecoveryCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => inFours(toBase32(randomBytes(CODE_BYTES)), '-'))
  await tx.query('delete from recovery_codes where person_id = $1', [personId])
  await tx.query('insert into recovery_codes (person_id, code_sha256) select $1, unnest($2::bytea[])', [
    personId,
    codes.map(hashOf),
  ])
  return codes
}

/** For somebody's first factor; null when they have codes already. */
export async function giveRecoveryCodes(tx: Tx, personId: string): Promise<string[] | null> {
  const left = await countRecoveryCodes(personId, tx)
  return left === 0 ? replaceRecoveryCodes(tx, personId) : null
}

/** Takes one. Of two who show the same code at once, one is right. Answers how many are left, or null when it is none. */
export async function takeRecoveryCode(tx: Tx, personId: string, code: string): Promise<number | null> {
  const taken = await tx.query(
    'update recovery_codes set used_at = $3 where person_id = $1 and code_sha256 = $2 and used_at is null returning 1',
    [personId, hashOf(code), now()],
  )
  return taken.length === 1 ? countRecoveryCodes(personId, tx) : null
}

export async function countRecoveryCodes(personId: string, on: Pick<Tx, 'query'> = { query }): Promise<number> {
  const [row] = await on.query<{ n: number }>(
    'select count(*)::int as n from recovery_codes where person_id = $1 and used_at is null',
    [personId],
  )
  return row?.n ?? 0
}
