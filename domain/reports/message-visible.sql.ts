/** What of an account's messages a scope sees at all. */
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'

/** Whose message it is: for a key that is limited to some numbers, the others' messages are not there. */
const OWN_NUMBER = "case m.direction when 'outbound' then m.from_e164 else m.to_e164 end"

/**
 * A key sees the messages of its own kind: a test system must not find live ones, nor a report count test ones. Written out and not a
 * parameter, so that the index of test messages can serve.
 */
export function visibleMessages(scope: Scope, place: (value: unknown) => string): string[] {
  if (scope.actor.kind !== 'key') return []
  const numbers = numberLimit(scope)
  return [
    isTest(scope) ? 'm.is_test' : 'not m.is_test',
    ...(numbers === null ? [] : [`${OWN_NUMBER} = any(${place([...numbers])}::text[])`]),
  ]
}
