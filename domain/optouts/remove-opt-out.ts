import { demand } from '#domain/access/permissions.ts'
import { isTest, reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { noteProblem } from './add-opt-out.ts'
import { liftOptOuts } from './lift-opt-outs.ts'
import type { OptOutSource } from './opt-out.ts'

/** What the consumer asked for themselves: writing to them again without their word for it breaks the law in most places. */
const ASKED: readonly OptOutSource[] = ['keyword', 'phrase']
const LEAST_REASON = 10

export function asksForReason(source: OptOutSource): boolean {
  return ASKED.includes(source)
}

/** That opt-out alone: where the account’s scope is wide, another of the same consumer blocks on. Throws `not_found`, `invalid`. */
export async function removeOptOut(scope: Scope, input: { id: string; reason: string }): Promise<void> {
  demand(scope, 'routing.manage')
  const { accountId, actor } = scope
  const { id } = input
  const reason = input.reason.trim()
  if (!isId(id)) throw new Refusal('not_found')
  await tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const [found] = await tx.query<{ number: string; source: OptOutSource; is_test: boolean }>(
      'select number, source, is_test from opt_outs where account_id = $1 and id = $2 and removed_at is null',
      [accountId, id],
    )
    const isOther = found && actor.kind === 'key' && found.is_test !== isTest(scope)
    if (!found || isOther || !reachesNumber(scope, found.number)) throw new Refusal('not_found')
    const isShort = asksForReason(found.source) && reason.length < LEAST_REASON
    const problem = isShort
      ? 'They asked for this themselves. Say how they asked to be written to again, and when: at least ten characters, kept in the audit log.'
      : noteProblem(reason)
    if (problem) throw invalid({ reason: problem })
    const source = actor.kind === 'key' ? 'api' : 'person'
    const [lifted] = await liftOptOuts(tx, accountId, { id }, { source, by: actor.name, reason: reason || null })
    if (!lifted) throw new Refusal('not_found')
    await appendAudit(tx, scope, {
      action: 'opt_out.removed',
      object: `${lifted.consumer} from ${lifted.number}`,
      before: { source: found.source },
      after: { reason: reason || null },
    })
  })
}
