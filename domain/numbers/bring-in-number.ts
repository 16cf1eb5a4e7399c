import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { countryOfNumber, parseNumber } from './nanp.ts'

/**
 * Puts a number that came in from another carrier on the account: for voice at once, for text not before `messagingFrom` (rule F8).
 * Throws `port_number_taken` when somebody has it.
 */
export async function bringInNumber(tx: Tx, scope: Scope, input: { e164: string; messagingFrom: Date }): Promise<void> {
  const parsed = parseNumber(input.e164)
  if (!parsed.ok) throw new TypeError(`${input.e164} is no number of the North American plan`)
  const { e164, kind } = parsed
  const taken = await tx.query('select 1 from number_owners where e164 = $1', [e164])
  if (taken.length > 0) throw new Refusal('port_number_taken')
  await tx.query(
    `insert into numbers (account_id, e164, kind, country, messaging_state, messaging_from, created_at)
     values ($1, $2, $3, $4, 'porting', $5, $6)`,
    [scope.accountId, e164, kind, countryOfNumber(e164), input.messagingFrom, now()],
  )
  await tx.query('delete from inventory where e164 = $1', [e164])
  await tx.query('insert into number_owners (e164, account_id) values ($1, $2)', [e164, scope.accountId])
  await appendAudit(tx, scope, {
    action: 'number.ported_in',
    object: e164,
    before: null,
    after: { kind, messaging_from: input.messagingFrom.toISOString() },
  })
}
