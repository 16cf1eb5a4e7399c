import { Refusal } from '#lib/refusals.ts'
import { KEY_SCOPES, type KeyScope, opens, scopesFor } from './key-scopes.ts'
import type { Role, Scope } from './scope.ts'

/** Who may do what: one table for pages, actions, the API and the Team page that prints it. A key has its scopes instead. */
export const PERMISSIONS = {
  'messages.read': ['owner', 'admin', 'developer', 'finance', 'support', 'read_only'],
  'messages.content': ['owner', 'admin', 'developer', 'read_only'],
  'messages.send': ['owner', 'admin', 'developer'],
  'numbers.read': ['owner', 'admin', 'developer', 'finance', 'support', 'read_only'],
  'numbers.manage': ['owner', 'admin', 'developer'],
  'routing.manage': ['owner', 'admin', 'developer'],
  'keys.read': ['owner', 'admin', 'developer'],
  'keys.manage': ['owner', 'admin', 'developer'],
  'billing.read': ['owner', 'admin', 'finance'],
  'billing.manage': ['owner', 'admin', 'finance'],
  'members.read': ['owner', 'admin', 'developer', 'finance', 'support', 'read_only'],
  'members.manage': ['owner', 'admin'],
  'account.manage': ['owner', 'admin'],
  'audit.read': ['owner', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** What a permission means, for whoever hands out roles. */
export const PERMISSION_WORDS: Record<Permission, string> = {
  'messages.read': 'See messages: direction, status, times, price',
  'messages.content': 'See what messages say',
  'messages.send': 'Send messages',
  'numbers.read': 'See numbers and request URLs',
  'numbers.manage': 'Buy, name, port in and release numbers',
  'routing.manage': 'Change request URLs',
  'keys.read': 'See API keys and what they are used for',
  'keys.manage': 'Make, change, rotate and revoke API keys',
  'billing.read': 'See balance, bills and charts',
  'billing.manage': 'Pay, keep cards, set auto-recharge, alerts and spend limits',
  'members.read': 'See who is on the account',
  'members.manage': 'Invite people, change roles, remove people (owners: by owners alone)',
  'account.manage': 'Change name, time zone and sign-in rules of the account',
  'audit.read': 'Read, verify and export the audit log',
}

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[]

export function may({ actor }: Scope, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'key') return actor.scopes.some((scope) => opens(scope, permission))
  return roleMay(actor.role, permission)
}

export function roleMay(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission]
  return roles.includes(role)
}

/** Throws `not_allowed` with the roles that could, or `scope_missing` with the scopes that would do. */
export function demand(scope: Scope, permission: Permission): void {
  if (may(scope, permission)) return
  if (scope.actor.kind === 'key') {
    const scopes = scopesFor(permission)
    throw scopes.length > 0
      ? new Refusal('scope_missing', { places: { scopes: scopes.join(' or ') } })
      : new Refusal('not_allowed', { places: { need: 'No API key may do this; a person can, in the portal.' } })
  }
  throw new Refusal('not_allowed', { places: { need: `It needs one of: ${PERMISSIONS[permission].join(', ')}.` } })
}

/** The scopes among these that the actor could not use: nobody can grant, or take into their hands, what they lack. */
export function lackedScopes(scope: Scope, scopes: readonly KeyScope[]): KeyScope[] {
  return scopes.filter((one) => KEY_SCOPES[one].opens.some((permission) => !may(scope, permission)))
}
