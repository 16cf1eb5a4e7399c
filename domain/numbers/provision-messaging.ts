import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { MessagingState } from '#domain/routing/parties.ts'
import { listNumbers } from './list-numbers.ts'

export type ProvisionStatus = 'completed' | 'pending' | 'suspended' | 'not_found'

const STATUSES: Record<MessagingState, ProvisionStatus> = {
  enabled: 'completed',
  porting: 'pending',
  suspended: 'suspended',
  released: 'not_found',
}

/**
 * Every number is text-enabled by itself (rule F1), so that asking for it changes nothing: the answer says how it stands with each.
 * Whose a number is when it is not the account's is told to nobody.
 */
export async function provisionMessaging(
  scope: Scope,
  numbers: readonly string[],
): Promise<Map<string, ProvisionStatus>> {
  demand(scope, 'numbers.manage')
  const own = await listNumbers(scope, { among: numbers })
  const states = new Map(own.map((number) => [number.e164, STATUSES[number.messagingState]]))
  return new Map(numbers.map((e164) => [e164, states.get(e164) ?? 'not_found']))
}
