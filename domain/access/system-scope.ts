import { makeScope, type Scope } from './scope.ts'

/** The system itself acting for an account: seeds, operators' commands. Never from a request. */
export function systemScope(accountId: string, name: string): Scope {
  return makeScope(accountId, { kind: 'system', id: 'system', name })
}
