import { randomBytes } from 'node:crypto'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { seal } from '#lib/seal.ts'
import { now } from '#lib/time.ts'
import { TOTP_PURPOSE } from './check-code.ts'
import type { Self } from './scope.ts'

const SECRET_BYTES = 20

/** A new secret on trial: asked for by nobody until a first code of it was right. An earlier trial ends. */
export async function beginTotp({ personId }: Self): Promise<void> {
  await transaction(async (tx) => {
    const begun = await tx.query(
      `insert into totps as t (person_id, secret_sealed, created_at) values ($1, $2, $3)
       on conflict (person_id) do update set secret_sealed = excluded.secret_sealed, created_at = excluded.created_at
         where t.confirmed_at is null
       returning 1`,
      [personId, seal(TOTP_PURPOSE, randomBytes(SECRET_BYTES)), now()],
    )
    if (begun.length === 0) throw new Refusal('totp_exists')
  })
}
