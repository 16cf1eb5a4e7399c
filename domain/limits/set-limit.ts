import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { findSubject } from './find-subject.ts'
import { MOST_LIMITS, PERIODS, SUBJECTS } from './limit-words.ts'
import { type LimitTerms, readLimitTerms } from './read-limit-input.ts'
import { type SpentBefore, spentBefore } from './spent-before.ts'

export type LimitInput = LimitTerms & { subject: string; value: string; period: string }

/** From this moment on nothing gets past it. It knows what was spent in its period already, as far as `spent` tells. */
export async function setLimit(scope: Scope, input: LimitInput): Promise<{ id: string; spent: SpentBefore }> {
  demand(scope, 'billing.manage')
  const subject = SUBJECTS.find((one) => one === input.subject)
  const period = PERIODS.find((one) => one === input.period)
  return tenantTransaction(scope.accountId, async (tx) => {
    await lockBalance(tx, scope.accountId)
    const found = subject ? await findSubject(tx, scope.accountId, subject, input.value) : null
    const terms = readLimitTerms(input, {
      subject: subject ? null : 'Choose what it limits.',
      period: period ? null : 'Choose a period.',
      [subject ?? 'subject_value']: found && 'problem' in found ? found.problem : null,
    })
    if (!subject || !period || !found || 'problem' in found) throw new Refusal('invalid')
    const [count] = await tx.query<{ count: number }>(
      'select count(*)::integer as count from spend_limits where account_id = $1',
      [scope.accountId],
    )
    if ((count?.count ?? 0) >= MOST_LIMITS) throw new Refusal('too_many_limits')
    const at = now()
    const id = newId(at)
    const { name, limitNanos, percents } = terms
    const spent = await spentBefore(tx, scope.accountId, { subject, value: found.value, period, at })
    await tx.query(
      `insert into spend_limits (account_id, id, name, subject, value, period, limit_nanos, alert_percents, spent_nanos, window_from,
         window_until, created_at, counted_from)
       select $1, $2, $3, $4, $5, $6, $7, $8, $9, window_start($6, $10, a.time_zone), window_end($6, $10, a.time_zone), $10,
         case when $11 then window_start($6, $10, a.time_zone) else $10 end
       from accounts a where a.id = $1`,
      [
        scope.accountId,
        id,
        name,
        subject,
        found.value,
        period,
        limitNanos,
        percents,
        spent.nanos,
        at,
        countsAll(spent, subject),
      ],
    )
    await tx.query('select note_alerts($1, $2, $3)', [scope.accountId, id, at])
    await appendAudit(tx, scope, {
      action: 'spend_limit.set',
      object: name,
      before: null,
      after: { limit: formatNanos(limitNanos, 2), of: found.word, period, alerts_at: percents },
    })
    return { id, spent }
  })
}

/** What is on its way counts too: only then does it give back what is released. */
function countsAll({ from }: SpentBefore, subject: string): boolean {
  return from === 'messages' || (from === 'totals' && subject === 'account')
}
