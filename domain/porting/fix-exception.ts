import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { type FieldErrors, Refusal } from '#lib/refusals.ts'
import { unseal } from '#lib/seal.ts'
import { appendEvent } from './append-event.ts'
import { type Details, parseDetails, parsePin } from './details.ts'
import { EXCEPTIONS, type Fix } from './exceptions.ts'
import { movePort, wrongMoment } from './move-port.ts'
import { carrierOf } from './open-port.ts'
import { numbersOf, type PortOrder } from './order.ts'
import { lockOwnOrder, PIN_PURPOSE, writeDetails } from './save-details.ts'
import { sign } from './sign-loa.ts'

/** What the form of a reason sends; only the fields of the order's own reason are read. */
export type FixInput = {
  id: string
  details?: Partial<Details>
  pin?: string
  losingCarrier?: string
  /** Where the letter becomes another one: signed anew, by name. */
  typedName?: string
  /** Of the order's numbers: those that stay out. */
  without?: readonly string[]
  promised?: boolean
}

type Mend = (tx: Tx, scope: Scope, order: PortOrder, input: FixInput) => Promise<void>

/** Puts right what the losing carrier named, and sends the order again: the same thing once more is refused. */
export async function fixException(scope: Scope, input: FixInput): Promise<void> {
  demand(scope, 'numbers.manage')
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOwnOrder(tx, scope, input.id)
    if (order.status !== 'exception' || order.exceptionReason === null) throw wrongMoment(order)
    await MENDS[EXCEPTIONS[order.exceptionReason].fix](tx, scope, order, input)
    await movePort(tx, scope, order, { to: 'submitted' })
  })
}

const MENDS: Record<Fix, Mend> = {
  account_number: mendDetails,
  names: mendDetails,
  address: mendDetails,
  pin: async (tx, scope, order, { pin = '' }) => {
    const fresh = parsePin(pin)
    const [was] = await tx.query<{ sealed: Buffer | null }>(
      'select pin_sealed as sealed from port_orders where account_id = $1 and id = $2',
      [scope.accountId, order.id],
    )
    if (was?.sealed && unseal(PIN_PURPOSE, was.sealed).toString() === fresh) throw unchanged('pin', 'PIN')
    await writeDetails(tx, scope, order, detailsOf(order), fresh)
  },
  carrier: async (tx, scope, order, { losingCarrier = '', typedName = '' }) => {
    const carrier = carrierOf(losingCarrier)
    if (carrier.toLowerCase() === order.losingCarrier.toLowerCase()) throw unchanged('losing_carrier', 'carrier')
    await tx.query('update port_orders set losing_carrier = $3 where account_id = $1 and id = $2', [
      scope.accountId,
      order.id,
      carrier,
    ])
    await appendEvent(tx, scope, order.id, { kind: 'details', note: `Losing carrier: ${carrier}` })
    await sign(tx, scope, order, typedName)
  },
  numbers: async (tx, scope, order, { without = [] }) => {
    const all = await numbersOf(tx, scope.accountId, order.id)
    const out = all.filter((e164) => without.includes(e164))
    if (out.length === all.length)
      throw wrong('numbers', 'At least one number stays. To port none of them, cancel the order.')
    if (out.length === 0) return
    await tx.query('delete from port_numbers where account_id = $1 and order_id = $2 and e164 = any($3)', [
      scope.accountId,
      order.id,
      out,
    ])
    await appendEvent(tx, scope, order.id, { kind: 'numbers', note: `Taken out: ${out.join(', ')}` })
  },
  loa: async () => {
    throw wrong('document', 'Sign the letter anew, or upload a signed one: the order is sent again with it.')
  },
  invoice: async () => {
    throw wrong('document', 'Upload another invoice: the order is sent again with it.')
  },
  promise: async (_tx, _scope, _order, { promised = false }) => {
    if (!promised) throw wrong('promised', 'Tick this when it is done, or write a comment.')
  },
}

async function mendDetails(
  tx: Tx,
  scope: Scope,
  order: PortOrder,
  { details = {}, typedName = '' }: FixInput,
): Promise<void> {
  const was = detailsOf(order)
  const fresh = parseDetails({ ...was, ...details })
  if (JSON.stringify(fresh) === JSON.stringify(was)) {
    const [first = 'accountNumber'] = Object.keys(details)
    throw unchanged(
      first.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      'information',
    )
  }
  const isOtherLetter = await writeDetails(tx, scope, order, fresh, null)
  if (isOtherLetter) await sign(tx, scope, { ...order, ...fresh }, typedName)
}

function detailsOf(order: PortOrder): Details {
  const { accountNumber, businessName, authorisedPerson, street, city, region, postalCode, country } = order
  return {
    accountNumber: accountNumber ?? '',
    businessName: businessName ?? '',
    authorisedPerson: authorisedPerson ?? '',
    street: street ?? '',
    city: city ?? '',
    region: region ?? '',
    postalCode: postalCode ?? '',
    country: country ?? 'US',
  }
}

function unchanged(field: string, what: string): Refusal {
  return wrong(field, `This is the ${what} that was refused. Change it, or write a comment.`)
}

function wrong(field: string, problem: string): Refusal {
  const fields: FieldErrors = { [field]: [problem] }
  return new Refusal('invalid', { fields })
}
