import type { KeyScope } from './key-scopes.ts'

declare const authorised: unique symbol

/** The roles of an account, as the memberships table stores them; who may do more stands first. */
export const ROLES = ['owner', 'admin', 'developer', 'finance', 'support', 'read_only'] as const
export type Role = (typeof ROLES)[number]

export type KeyMode = 'live' | 'test'

export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role }
  | {
      kind: 'key'
      id: string
      name: string
      mode: KeyMode
      scopes: readonly KeyScope[]
      /** The numbers it is limited to, in E.164; null: all of the account. */
      numbers: readonly string[] | null
    }
  | { kind: 'system'; id: string; name: string }

/** From where somebody asks: for the audit log and for limits, never for rights. Null where nobody knows. */
export type Origin = { address: string | null; agent: string | null }

export const NOWHERE: Origin = { address: null, agent: null }

/**
 * Who acts on which account. Only the verbs of `domain/access` make one, from a session, an API key or the system itself, so a verb
 * that asks for a scope has been authorised by someone, and puts `scope.accountId` into every `where`.
 */
export type Scope = {
  readonly [authorised]: true
  readonly accountId: string
  readonly actor: Actor
  readonly origin: Origin
}

/** A person who acts on what is theirs alone: password, factors, sessions. Made by `openPerson`, from a living session. */
export type Self = {
  readonly [authorised]: true
  readonly personId: string
  readonly sessionId: string
  readonly name: string
  readonly email: string
  readonly origin: Origin
}

/** For the files of this folder alone. */
export function makeScope(accountId: string, actor: Actor, origin: Origin = NOWHERE): Scope {
  return { accountId, actor, origin } as Scope
}

/** For the files of this folder alone. */
export function makeSelf(self: Omit<Self, typeof authorised>): Self {
  return self as Self
}

/** A test key acts in test money, over the sandbox. People, the system and live keys never do. */
export function isTest({ actor }: Scope): boolean {
  return actor.kind === 'key' && actor.mode === 'test'
}

/** Whether a key that is limited to some numbers may touch this one. People and the system are not limited. */
export function reachesNumber({ actor }: Scope, e164: string): boolean {
  return actor.kind !== 'key' || actor.numbers === null || actor.numbers.includes(e164)
}

/** For `where`: the numbers that this scope is limited to, or null. */
export function numberLimit({ actor }: Scope): readonly string[] | null {
  return actor.kind === 'key' ? actor.numbers : null
}
