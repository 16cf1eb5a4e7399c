/** What a key sees of `deliveries d`: events of its own money and of its own numbers. People see all. `$1` is the account. */
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'

/** An event without a message tells of an opt-out that somebody entered. */
export const IS_TEST = `coalesce(
  (select m.is_test from messages m where m.account_id = $1 and m.id = d.message_id),
  case when d.message_id is null then
    (select o.is_test from opt_outs o where o.account_id = $1 and o.id = (d.body::jsonb #>> '{data,id}')::uuid) end,
  false)`

/** Adds what it needs to `values`. */
export function visibleTo(scope: Scope, values: unknown[]): string {
  if (scope.actor.kind !== 'key') return ''
  const numbers = numberLimit(scope)
  const ofNumbers = numbers ? `and d.number = any($${values.push(numbers)}::text[])` : ''
  return `${ofNumbers} and ${IS_TEST} = $${values.push(isTest(scope))}`
}
