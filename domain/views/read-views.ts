import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { DEFAULT_LOOK, type MessageLook, readLook } from './message-look.ts'
import { type SavedView, toView, VIEW_COLUMNS, type ViewRow } from './view.ts'

/** `views`: their own, then those of the account, each by name. `opens`: the view that Messages opens with. */
export type ReaderViews = { views: SavedView[]; look: MessageLook; opens: SavedView | null }

type LookRow = { columns: string[]; density: string; opens: string | null }

/** What is theirs, and what the account shares with them. */
export async function readViews(scope: Scope): Promise<ReaderViews> {
  demand(scope, 'messages.read')
  const mine = [scope.accountId, scope.actor.id]
  const [rows, [kept]] = await tenantTransaction(scope.accountId, (tx) =>
    Promise.all([
      tx.query<ViewRow>(
        `select ${VIEW_COLUMNS} from saved_views where account_id = $1 and (owner_id = $2 or owner_id is null)
         order by owner_id is null, lower(name), id`,
        mine,
      ),
      tx.query<LookRow>(
        'select columns, density, opens from message_looks where account_id = $1 and person_id = $2',
        mine,
      ),
    ]),
  )
  const views = rows.map((row) => toView(scope, row))
  return {
    views,
    look: kept ? readLook(kept) : DEFAULT_LOOK,
    opens: views.find(({ id }) => id === kept?.opens) ?? null,
  }
}
