import type { Scope } from '#domain/access/scope.ts'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import type { FieldErrors } from '#lib/refusals.ts'

type Inbound = { from: string; to: string; body: string }

/** A message to one of this account's own numbers, and to nobody else's. */
export async function parseInbound(scope: Scope, typed: Inbound): Promise<Inbound | { fields: FieldErrors }> {
  const fields: FieldErrors = {}
  const from = parseNumber(typed.from)
  const own = (await listNumbers(scope)).find((one) => one.e164 === typed.to)
  if (!from.ok) fields.from = ['Write a North American number, for example (206) 555-0107.']
  if (!own) fields.to = ['Choose one of the numbers of this account.']
  if (typed.body === '') fields.body = ['Write what the phone sends.']
  if (typed.body.length > 1500) fields.body = ['A phone sends at most 1,500 characters here.']
  if (!from.ok || !own || Object.keys(fields).length > 0) return { fields }
  return { from: from.e164, to: own.e164, body: typed.body }
}
