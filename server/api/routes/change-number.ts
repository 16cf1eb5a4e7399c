/** What a PATCH may change of a number (contract 7.1). Fields that nobody knows are passed over; all that is wrong is said at once. */
import type { Scope } from '#domain/access/scope.ts'
import { changeNumber } from '#domain/numbers/change-number.ts'
import { parseAlias } from '#domain/numbers/number-settings.ts'
import { type NumberDetail, readNumber } from '#domain/numbers/read-number.ts'
import { parseCallbackUrl } from '#domain/routing/callback-url.ts'
import { type FieldErrors, Refusal } from '#lib/refusals.ts'
import type { Body } from '../read-body.ts'

/** Throws `not_found`, `invalid`. Returns the number as it is then. */
export async function changeByApi(scope: Scope, e164: string, attributes: Body): Promise<NumberDetail> {
  const number = await readNumber(scope, e164)
  // A released number can be taken back in the portal; for clients it has left the account.
  if (number.messagingState === 'released') throw new Refusal('not_found')
  const wrong = problemsOf(attributes, number)
  if (Object.keys(wrong).length > 0) throw new Refusal('invalid', { fields: wrong })
  const { alias } = attributes
  if (alias === undefined) {
    // Asks for the right to change as well: a key that may only read is told so, whatever it sends.
    await changeNumber(scope, { e164 })
    return number
  }
  await changeNumber(scope, { e164, alias: typeof alias === 'string' ? alias : '' })
  return readNumber(scope, e164)
}

function problemsOf(attributes: Body, { messagingState }: NumberDetail): FieldErrors {
  const said = (name: string) => (attributes[name] === null ? undefined : attributes[name])
  const [alias, cnam, text, mail, callback] = [
    'alias',
    'cnam_lookups_enabled',
    'messaging_enabled',
    'messaging_email',
    'messaging_callback_url',
  ].map(said)
  const problems: Record<string, string | null> = {
    alias: alias === undefined ? null : aliasProblem(alias),
    cnam_lookups_enabled: switchProblem(cnam, (on) =>
      on ? 'Caller names are looked up for calls, which Longcode does not carry.' : null,
    ),
    messaging_enabled: switchProblem(text, (on) => {
      if (!on)
        return 'Every number is text-enabled by itself, and that cannot be switched off. Release the number if you no longer need it.'
      return messagingState === 'enabled'
        ? null
        : `This number is ${messagingState}: text cannot be switched on by hand.`
    }),
    messaging_email: switchProblem(mail, () => null),
    // Told of the progress of enabling: there is none to wait for. It is no SMS request URL, and setting one would cost money.
    messaging_callback_url: callback === undefined || callback === '' ? null : urlProblem(callback),
  }
  return Object.fromEntries(Object.entries(problems).flatMap(([name, problem]) => (problem ? [[name, [problem]]] : [])))
}

function aliasProblem(value: unknown): string | null {
  if (typeof value !== 'string') return 'Must be a string.'
  const parsed = parseAlias(value)
  return parsed.ok ? null : parsed.problem
}

export function urlProblem(value: unknown): string | null {
  if (typeof value !== 'string') return 'Must be a string.'
  const parsed = parseCallbackUrl(value)
  return parsed.ok ? null : parsed.problem
}

/** Clients write true as `true` and as `"true"` (contract section 10). */
export function switchProblem(value: unknown, problem: (on: boolean) => string | null): string | null {
  if (value === undefined) return null
  if (!/^(true|false)$/i.test(String(value))) return 'Must be true or false.'
  return problem(/^true$/i.test(String(value)))
}
