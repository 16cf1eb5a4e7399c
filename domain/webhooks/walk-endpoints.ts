import { query } from '#lib/db.ts'
import { NO_ID } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import type { EndpointRef } from './claim-deliveries.ts'

/** `nth`: steps that were made in this account by then. */
export type Step = EndpointRef & { nth: number }

/** `after`: where the look before ended; null to begin anew. `places`: where to go on in accounts whose steps were used up before. */
export type Walk = { after: Step | null; places: ReadonlyMap<string, string>; steps: number; stepsOfAccount: number }

/** `reached` is null when the walk came to its end. `lasts`: the last step in each account. */
export type Walked = { due: EndpointRef[]; lasts: Step[]; reached: Step | null }

type Row = Step & { isDue: boolean; isLast: boolean; step: number }

/**
 * Looks for endpoints with something due, a bounded number of steps from endpoint to endpoint: what is pending and not due costs a step as
 * well, and an account with very many such endpoints must not keep the others waiting. Passes over those whose circuit is open.
 */
export async function walkEndpoints({ after, places, steps, stepsOfAccount }: Walk): Promise<Walked> {
  const { accountId, endpointId, nth } = after ?? { accountId: NO_ID, endpointId: NO_ID, nth: 0 }
  const cut = [[...places.keys()], [...places.values()]]
  const rows = await query<Row>(WALK, [now(), accountId, endpointId, nth, ...cut, steps, stepsOfAccount])
  const last = rows.at(-1)
  return {
    due: rows.filter(({ isDue }) => isDue),
    lasts: rows.filter(({ isLast }) => isLast),
    reached: last?.step === steps ? last : null,
  }
}

const WALK = {
  name: 'walk_endpoints',
  text: `select account_id as "accountId", endpoint_id as "endpointId", is_due as "isDue", is_last as "isLast", step, nth
         from walk_endpoints($1, $2, $3, $4, $5, $6, $7, $8)`,
}

/** What is due on one account with no more endpoints than this. */
export async function dueEndpointsOf(accountId: string): Promise<EndpointRef[]> {
  const after = { accountId, endpointId: NO_ID, nth: 0 }
  const { due } = await walkEndpoints({ after, places: new Map(), steps: 50, stepsOfAccount: 50 })
  return due.filter((one) => one.accountId === accountId)
}
