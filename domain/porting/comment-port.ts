import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { appendEvent } from './append-event.ts'
import { isOperator } from './order.ts'
import { tell } from './port-letters.ts'
import { lockOwnOrder } from './save-details.ts'

const MOST_CHARACTERS = 2_000
/** An order with more has gone wrong; the bound keeps its page readable. */
const MOST_COMMENTS = 500

/** Stands in the timeline for both sides. What the operator writes is mailed. */
export async function commentPort(scope: Scope, { id, text }: { id: string; text: string }): Promise<void> {
  demand(scope, 'numbers.manage')
  // Operators read it in a terminal, which obeys control characters.
  const note = text.replace(/[^\P{C}\n]/gu, '').trim()
  if (note === '') throw new Refusal('invalid', { fields: { text: ['Write something first.'] } })
  if (note.length > MOST_CHARACTERS)
    throw new Refusal('invalid', { fields: { text: [`At most ${MOST_CHARACTERS} characters.`] } })
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOwnOrder(tx, scope, id)
    const [count] = await tx.query<{ n: number }>(
      "select count(*)::int as n from port_events where account_id = $1 and order_id = $2 and kind = 'commented'",
      [scope.accountId, order.id],
    )
    if ((count?.n ?? 0) >= MOST_COMMENTS)
      throw new Refusal('invalid', { fields: { text: ['This order has too many comments for one more.'] } })
    await appendEvent(tx, scope, order.id, { kind: 'commented', note })
    await appendAudit(tx, scope, {
      action: 'port_order.commented',
      object: `port order ${order.id}`,
      before: null,
      after: { text: note.slice(0, 200) },
    })
    if (isOperator(scope))
      await tell(
        tx,
        scope.accountId,
        order,
        { subject: `A comment on port order ${order.id}`, body: 'The operator wrote a comment.' },
        note,
      )
  })
}
