import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/is-id.ts'
import { Refusal } from '#lib/refusals.ts'
import { type MoneySettings, readMoneySettings } from './money-settings.ts'
import { PAYMENT_COLUMNS, type Payment } from './payment.ts'

const PAGE = 25

/** The newest first. `before`: the id that the last page ended with. */
export async function listPayments(
  scope: Scope,
  before: string | null,
): Promise<{ payments: Payment[]; more: boolean }> {
  demand(scope, 'billing.read')
  const rows = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<Payment>(
      `select ${PAYMENT_COLUMNS} from payments where account_id = $1 and ($2::uuid is null or id < $2)
       order by created_at desc, id desc limit ${PAGE + 1}`,
      [scope.accountId, before !== null && isId(before) ? before : null],
    ),
  )
  return { payments: rows.slice(0, PAGE), more: rows.length > PAGE }
}

export async function readPayment(scope: Scope, id: string): Promise<Payment> {
  demand(scope, 'billing.read')
  const [row] = isId(id)
    ? await tenantTransaction(scope.accountId, (tx) =>
        tx.query<Payment>(`select ${PAYMENT_COLUMNS} from payments where account_id = $1 and id = $2`, [
          scope.accountId,
          id,
        ]),
      )
    : []
  if (!row) throw new Refusal('not_found')
  return row
}

export async function showMoneySettings(scope: Scope): Promise<MoneySettings> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, (tx) => readMoneySettings(tx, scope.accountId))
}

export type NotedEvent = {
  id: string
  type: string
  outcome: string
  reason: string
  paymentId: string | null
  at: Date
}

const MOST_EVENTS = 20

/** What Stripe told of this account and was not followed, with the reason; the newest first. */
export async function listRefusedEvents(scope: Scope): Promise<NotedEvent[]> {
  demand(scope, 'billing.read')
  return tenantTransaction(scope.accountId, (tx) =>
    tx.query<NotedEvent>(
      `select id, type, outcome, reason, payment_id as "paymentId", at from stripe_events
       where account_id = $1 and outcome = 'refused' order by at desc, id desc limit ${MOST_EVENTS}`,
      [scope.accountId],
    ),
  )
}
