import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { findView, holdViews, personIn } from './hold-views.ts'
import { DEFAULT_LOOK } from './message-look.ts'

/** Messages opens with this view for them, on this account; `id` null: with every message, as at first. */
export async function openWithView(scope: Scope, { id }: { id: string | null }): Promise<void> {
  demand(scope, 'messages.read')
  const { columns, density } = DEFAULT_LOOK
  await tenantTransaction(scope.accountId, async (tx) => {
    await holdViews(tx, scope)
    const view = id === null ? null : await findView(tx, scope, id)
    await tx.query(
      `insert into message_looks (account_id, person_id, columns, density, opens) values ($1, $2, $3, $4, $5)
       on conflict (account_id, person_id) do update set opens = excluded.opens`,
      [scope.accountId, personIn(scope).id, columns, density, view?.id ?? null],
    )
  })
}
