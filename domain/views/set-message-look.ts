import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { holdViews, personIn } from './hold-views.ts'
import type { MessageLook } from './message-look.ts'

/** How the log looks to them on this account, in every browser, where no saved view says otherwise. */
export async function setMessageLook(scope: Scope, { columns, density }: MessageLook): Promise<void> {
  demand(scope, 'messages.read')
  const { id } = personIn(scope)
  await tenantTransaction(scope.accountId, async (tx) => {
    await holdViews(tx, scope)
    await tx.query(
      `insert into message_looks (account_id, person_id, columns, density) values ($1, $2, $3, $4)
       on conflict (account_id, person_id) do update set columns = excluded.columns, density = excluded.density`,
      [scope.accountId, id, columns, density],
    )
  })
}
