declare const authorised: unique symbol

/** The roles of an account, as the memberships table stores them. */
export type Role = 'owner' | 'admin' | 'developer' | 'finance' | 'support' | 'read_only'

export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role }
  | { kind: 'key'; id: string; name: string }
  | { kind: 'system'; id: string; name: string }

/**
 * Who acts on which account. Only the verbs of `domain/access` make one, from a session, an API key or the system itself, so a verb
 * that asks for a scope has been authorised by someone, and puts `scope.accountId` into every `where`.
 */
export type Scope = {
  readonly [authorised]: true
  readonly accountId: string
  readonly actor: Actor
}

/** For the files of this folder alone. */
export function makeScope(accountId: string, actor: Actor): Scope {
  return { accountId, actor } as Scope
}
