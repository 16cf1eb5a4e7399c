import { Refusal } from '#lib/refusals.ts'
import type { Role, Scope } from './scope.ts'

/** Who may do what: one table for pages, actions and API. A key acts with the rights of a developer. */
export const PERMISSIONS = {
  'messages.read': ['owner', 'admin', 'developer', 'finance', 'support', 'read_only'],
  'messages.content': ['owner', 'admin', 'developer', 'read_only'],
  'messages.send': ['owner', 'admin', 'developer'],
  'numbers.read': ['owner', 'admin', 'developer', 'finance', 'support', 'read_only'],
  'routing.manage': ['owner', 'admin', 'developer'],
  'keys.read': ['owner', 'admin', 'developer'],
  'billing.read': ['owner', 'admin', 'finance'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

export function may(scope: Scope, permission: Permission): boolean {
  if (scope.actor.kind === 'system') return true
  const roles: readonly Role[] = PERMISSIONS[permission]
  return roles.includes(scope.actor.kind === 'key' ? 'developer' : scope.actor.role)
}

/** Throws `not_allowed` and names the roles that could. */
export function demand(scope: Scope, permission: Permission): void {
  if (may(scope, permission)) return
  throw new Refusal('not_allowed', { places: { need: `It needs one of: ${PERMISSIONS[permission].join(', ')}.` } })
}
