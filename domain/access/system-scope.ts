import { makeScope, type Scope } from './scope.ts'

/** The system itself acting for an account: seeds, operators' commands, the worker. Never from a request. */
export function systemScope(accountId: string, name: string, agent: string | null = null): Scope {
  return makeScope(accountId, { kind: 'system', id: 'system', name }, { address: null, agent })
}
