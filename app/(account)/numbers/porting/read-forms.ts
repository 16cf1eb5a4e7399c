/** What the forms of porting send, as the verbs want it. */
import { text } from '#app/_web/action.ts'
import type { FormState } from '#components/form/form-state.ts'
import type { Checked } from '#domain/porting/check-portability.ts'
import type { DetailsInput } from '#domain/porting/details.ts'
import type { FixInput } from '#domain/porting/fix-exception.ts'
import { carrierOf, type NewPort } from '#domain/porting/open-port.ts'
import { type ReadNumber, readNumbers } from '#domain/porting/read-numbers.ts'
import { type Split, splitOrder } from '#domain/porting/split-order.ts'
import { Refusal } from '#lib/refusals.ts'

export function readPasted(form: FormData): ReadNumber[] {
  const read = readNumbers(text(form, 'numbers'))
  if (read.length === 0) throw new Refusal('invalid', { fields: { numbers: ['Write or paste at least one number.'] } })
  return read
}

/** Split once every number has its carrier; `seen` changes with anything that would change the orders. */
export function numbersToPort(form: FormData, checked: Checked[]): NonNullable<FormState['portability']> {
  const portable = checked.flatMap((one) => (one.isPortable ? [one] : []))
  const given = text(form, 'losing_carrier').trim()
  const named = portable.map(({ e164, kind }) => {
    const carrier = text(form, `carrier.${e164}`).trim() || given
    return { e164, kind, losingCarrier: carrier === '' ? '' : carrierOf(carrier) }
  })
  const isWhole = named.length > 0 && named.every(({ losingCarrier }) => losingCarrier !== '')
  const split = isWhole ? splitOrder(named) : null
  return { checked, split, seen: JSON.stringify(split) }
}

export function toOpen(split: readonly Split[]): NewPort {
  return {
    numbers: split.flatMap(({ numbers, losingCarrier }) => numbers.map((number) => ({ number, losingCarrier }))),
  }
}

export function readDetails(form: FormData): DetailsInput {
  return {
    accountNumber: text(form, 'account_number'),
    pin: text(form, 'pin').trim() === '' ? null : text(form, 'pin'),
    businessName: text(form, 'business_name'),
    authorisedPerson: text(form, 'authorised_person'),
    street: text(form, 'street'),
    city: text(form, 'city'),
    region: text(form, 'region'),
    postalCode: text(form, 'zip'),
    country: text(form, 'country'),
  }
}

/** Only what was sent: the verb takes what the reason asks for. */
export function readFix(form: FormData): Omit<FixInput, 'id'> {
  const { pin: _, ...read } = readDetails(form)
  const sent: Record<string, string> = {
    accountNumber: 'account_number',
    businessName: 'business_name',
    authorisedPerson: 'authorised_person',
    postalCode: 'zip',
  }
  const details = Object.fromEntries(Object.entries(read).filter(([name]) => form.has(sent[name] ?? name)))
  return {
    details,
    pin: text(form, 'pin'),
    losingCarrier: text(form, 'losing_carrier'),
    typedName: text(form, 'typed_name'),
    promised: form.has('promised'),
  }
}
