import { demand } from '#domain/access/permissions.ts'
import { isTest, reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { parseNumber } from './nanp.ts'

/**
 * Gives a number back: from now on it neither sends nor receives and costs nothing. For a week it can be taken back with all its
 * settings (`take-back-number.ts`), then it is sold to others (`return-numbers.ts`). `typed` says that the right one is meant.
 */
export async function releaseNumber(scope: Scope, input: { e164: string; typed: string }): Promise<void> {
  demand(scope, 'numbers.manage')
  const { e164 } = input
  if (isTest(scope)) throw new Refusal('test_key_buys_nothing')
  if (!reachesNumber(scope, e164)) throw new Refusal('not_found')
  await tenantTransaction(scope.accountId, async (tx) => {
    const number = await lockNumber(tx, scope.accountId, e164)
    if (!number || number.messaging_state === 'released') throw new Refusal('not_found')
    if (number.messaging_state === 'porting') throw new Refusal('number_porting')
    const typed = parseNumber(input.typed)
    if (!typed.ok || typed.e164 !== e164)
      throw new Refusal('invalid', {
        fields: { typed_number: ['Type the number as it stands here, with its area code.'] },
      })
    const at = now()
    await tx.query(
      `update numbers set messaging_state = 'released', released_at = $3, charge_look_at = null
       where account_id = $1 and e164 = $2`,
      [scope.accountId, e164, at],
    )
    await appendAudit(tx, scope, {
      action: 'number.released',
      object: e164,
      before: { messaging_state: number.messaging_state },
      after: { messaging_state: 'released', released_at: at.toISOString() },
    })
  })
}

type Standing = {
  messaging_state: 'enabled' | 'porting' | 'suspended' | 'released'
  released_at: Date | null
  suspended_at: Date | null
}

export async function lockNumber(tx: Tx, accountId: string, e164: string): Promise<Standing | null> {
  const [number] = await tx.query<Standing>(
    'select messaging_state, released_at, suspended_at from numbers where account_id = $1 and e164 = $2 for update',
    [accountId, e164],
  )
  return number ?? null
}
