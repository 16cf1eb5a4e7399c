/** Who is on an account, held still: two owners who step down at the same moment do so one after the other. */
import type { Tx } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { PERMISSIONS, roleMay } from './permissions.ts'
import type { Role, Scope } from './scope.ts'

export type Members = ReadonlyMap<string, Role>
/** A member’s role before and after; null: not a member. */
export type RoleChange = { from: Role | null; to: Role | null }

export async function holdMembers(tx: Tx, accountId: string): Promise<Members> {
  // Not `for update`: that would make every message of the account wait, whose rows point here.
  await tx.query('select 1 from accounts where id = $1 for no key update', [accountId])
  const rows = await tx.query<{ person_id: string; role: Role }>(
    'select person_id, role from memberships where account_id = $1',
    [accountId],
  )
  return new Map(rows.map(({ person_id, role }) => [person_id, role]))
}

/** Asked once more while everybody is held: the actor may have lost the role since the request began. */
export function demandChange(scope: Scope, members: Members, change: RoleChange): void {
  const role = scope.actor.kind === 'person' ? (members.get(scope.actor.id) ?? null) : 'owner'
  if (role === null || !roleMay(role, 'members.manage'))
    throw new Refusal('not_allowed', {
      places: { need: `It needs one of: ${PERMISSIONS['members.manage'].join(', ')}.` },
    })
  if ((change.from === 'owner' || change.to === 'owner') && role !== 'owner') throw new Refusal('owners_only')
  demandOwnerLeft(members, change)
}

export function demandOwnerLeft(members: Members, { from, to }: RoleChange): void {
  const owners = [...members.values()].filter((role) => role === 'owner').length
  if (from === 'owner' && to !== 'owner' && owners < 2) throw new Refusal('last_owner')
}
