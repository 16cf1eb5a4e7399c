import { demand } from '#domain/access/permissions.ts'
import { isTest, reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { tenantTransaction } from '#lib/db.ts'
import { invalid } from '#lib/refusals.ts'
import { insertOptOuts } from './insert-opt-outs.ts'
import { findInForce, type OptOut } from './list-opt-outs.ts'

export const MOST_NOTE = 200
type Input = { number: string; consumer: string; note: string }

/** Somebody asked on the phone, or elsewhere: as if they had written STOP, but nobody is written to. `isNew` false: it was so already. */
export async function addOptOut(scope: Scope, written: Input): Promise<{ isNew: boolean; optOut: OptOut }> {
  demand(scope, 'routing.manage')
  const { accountId, actor } = scope
  const [number, consumer, note] = [parseNumber(written.number), parseNumber(written.consumer), written.note.trim()]
  if (!number.ok || !consumer.ok || noteProblem(note))
    throw invalid({
      number: number.ok ? null : 'Must be one of your numbers.',
      consumer: consumer.ok ? null : 'Must be a North American number.',
      note: noteProblem(note),
    })
  const pair = { number: number.e164, consumer: consumer.e164, isTest: isTest(scope) }
  return tenantTransaction(accountId, async (tx) => {
    await lockBalance(tx, accountId)
    const own = await tx.query('select 1 from numbers where account_id = $1 and e164 = $2', [accountId, pair.number])
    if (own.length === 0 || !reachesNumber(scope, pair.number))
      throw invalid({ number: 'This number is not on your account.' })
    const source = actor.kind === 'key' ? 'api' : 'person'
    const [made] = await insertOptOuts(tx, accountId, [{ ...pair, source, note: note || null, actor: actor.name }])
    if (made)
      await appendAudit(tx, scope, {
        action: 'opt_out.added',
        object: `${pair.consumer} from ${pair.number}`,
        before: null,
        after: { source, note: note || null },
      })
    const optOut = await findInForce(tx, accountId, pair)
    if (!optOut) throw new Error('the opt-out was not kept')
    return { isNew: made !== undefined, optOut }
  })
}

export function noteProblem(note: string): string | null {
  if (note.includes('\0') || !note.isWellFormed()) return 'It holds a character that cannot be kept.'
  return note.length > MOST_NOTE ? `At most ${MOST_NOTE} characters.` : null
}
