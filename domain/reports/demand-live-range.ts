import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import type { Wanted } from './live-group.ts'
import { boundsOf } from './message-bounds.ts'

/** Nothing new comes into a range that is over: a live view of it would look alive and never say a word. */
export async function demandLiveRange(scope: Scope, wanted: Wanted): Promise<void> {
  if (!wanted || wanted.filter.until === '') return
  const { until } = await tenantTransaction(scope.accountId, (tx) => boundsOf(tx, wanted.filter, wanted.zone))
  if (until && until <= now()) throw new Refusal('live_range_past')
}
