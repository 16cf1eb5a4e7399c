/** What a key can be made for, and which permissions that opens. Data, so that pages and tests read the same. */
import type { Permission } from './permissions.ts'

export const KEY_SCOPES = {
  'messages.send': { word: 'Send messages', opens: ['messages.send'] },
  'messages.read': { word: 'Read messages and their texts', opens: ['messages.read', 'messages.content'] },
  'numbers.read': { word: 'Read numbers', opens: ['numbers.read'] },
  'numbers.manage': {
    word: 'Buy and change numbers and request URLs',
    opens: ['numbers.read', 'numbers.manage', 'routing.manage'],
  },
  'billing.read': { word: 'Read balance and bills', opens: ['billing.read'] },
} as const satisfies Record<string, { word: string; opens: readonly Permission[] }>

export type KeyScope = keyof typeof KEY_SCOPES

export const ALL_KEY_SCOPES = Object.keys(KEY_SCOPES) as KeyScope[]

/** What a key is given when nobody says otherwise: what a developer may. */
export const USUAL_KEY_SCOPES: readonly KeyScope[] = [
  'messages.send',
  'messages.read',
  'numbers.read',
  'numbers.manage',
]

export function isKeyScope(text: string): text is KeyScope {
  return Object.hasOwn(KEY_SCOPES, text)
}

/** The scopes that open a permission: what a refusal names. */
export function scopesFor(permission: Permission): KeyScope[] {
  return ALL_KEY_SCOPES.filter((scope) => opens(scope, permission))
}

export function opens(scope: KeyScope, permission: Permission): boolean {
  const permissions: readonly Permission[] = KEY_SCOPES[scope].opens
  return permissions.includes(permission)
}
