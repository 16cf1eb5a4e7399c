/** Steps of every change to views: held still, seen, allowed, with room and a free name. */
import { PERMISSIONS } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { MOST_OWN_VIEWS, MOST_SHARED_VIEWS, mayChange, VIEW_COLUMNS, type ViewRow } from './view.ts'

/** Views are a person's: keys and the system have none. */
export function personIn({ actor }: Scope): { id: string; name: string } {
  if (actor.kind !== 'person') throw new Refusal('not_allowed', { places: { need: 'Only a person has views.' } })
  return actor
}

/** One after the other within an account, so that limits hold; and only for who is a member still. */
export async function holdViews(tx: Tx, scope: Scope): Promise<void> {
  await tx.query('select 1 from accounts where id = $1 for no key update', [scope.accountId])
  if (!(await isMember(tx, scope.accountId, personIn(scope).id))) throw new Refusal('not_found')
}

export async function isMember(tx: Tx, accountId: string, personId: string): Promise<boolean> {
  const sql = 'select 1 from memberships where account_id = $1 and person_id = $2 for key share'
  return (await tx.query(sql, [accountId, personId])).length > 0
}

/** One that they see. Another person's own is not found. */
export async function findView(tx: Tx, scope: Scope, id: string): Promise<ViewRow> {
  const [found] = isId(id)
    ? await tx.query<ViewRow>(
        `select ${VIEW_COLUMNS} from saved_views where account_id = $1 and id = $2 and (owner_id = $3 or owner_id is null)`,
        [scope.accountId, id, personIn(scope).id],
      )
    : []
  if (!found) throw new Refusal('not_found')
  return found
}

export async function findToChange(tx: Tx, scope: Scope, id: string): Promise<ViewRow> {
  const found = await findView(tx, scope, id)
  if (mayChange(scope, found)) return found
  const need = `A shared view is changed by ${found.made_by}, who made it, or by one of: ${PERMISSIONS['account.manage'].join(', ')}.`
  throw new Refusal('not_allowed', { places: { need } })
}

export function parseViewName(text: string): string {
  const parsed = parsePlainName(text)
  if (!parsed.ok) throw invalid({ name: parsed })
  return parsed.name
}

type Place = { accountId: string; ownerId: string | null }

/** `ownerId` null: among the shared ones. */
export async function demandRoom(tx: Tx, { accountId, ownerId }: Place): Promise<void> {
  const most = ownerId === null ? MOST_SHARED_VIEWS : MOST_OWN_VIEWS
  const held = await tx.query(
    'select 1 from saved_views where account_id = $1 and owner_id is not distinct from $2::uuid limit $3',
    [accountId, ownerId, most],
  )
  if (held.length >= most) throw new Refusal('too_many_views', { places: { most: roomOf(ownerId, most) } })
}

function roomOf(ownerId: string | null, most: number): string {
  return ownerId === null ? `This account shares ${most} views` : `You have ${most} views of your own`
}

/** `except`: the view itself, which may keep its name. */
export async function demandFreeName(tx: Tx, { accountId, ownerId }: Place, name: string, except: string | null) {
  const [taken] = await tx.query(
    `select 1 from saved_views
     where account_id = $1 and owner_id is not distinct from $2::uuid and lower(name) = lower($3) and id is distinct from $4::uuid`,
    [accountId, ownerId, name, except],
  )
  if (taken) throw invalid({ name: `There is a ${ownerId === null ? 'shared view' : 'view of yours'} with this name.` })
}
