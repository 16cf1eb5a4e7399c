import { demand } from '#domain/access/permissions.ts'
import { reachesNumber, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { seal } from '#lib/seal.ts'
import { appendEvent } from './append-event.ts'
import { type Details, type DetailsInput, parseDetails, parsePin } from './details.ts'
import { movePort, wrongMoment } from './move-port.ts'
import { lockOrder, numbersOf, type PortOrder } from './order.ts'

export const PIN_PURPOSE = 'port pin'

/** What the losing carrier knows of its customer. An order that has it goes on to its documents; until it is submitted it can be changed. */
export async function saveDetails(scope: Scope, input: DetailsInput & { id: string }): Promise<void> {
  demand(scope, 'numbers.manage')
  const details = parseDetails(input)
  const pin = input.pin === null ? null : parsePin(input.pin)
  await tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOwnOrder(tx, scope, input.id)
    if (order.status !== 'draft' && order.status !== 'documents') throw wrongMoment(order)
    await writeDetails(tx, scope, order, details, pin)
    if (order.status === 'draft') await movePort(tx, scope, { ...order, ...details }, { to: 'documents' })
  })
}

/** Locked, and within what a key is limited to. */
export async function lockOwnOrder(tx: Tx, scope: Scope, id: string): Promise<PortOrder> {
  const order = await lockOrder(tx, scope.accountId, id)
  const numbers = await numbersOf(tx, scope.accountId, order.id)
  if (!numbers.every((e164) => reachesNumber(scope, e164))) throw new Refusal('not_found')
  return order
}

/** Whether the letter is another one now: a signature under other words is none, and falls. The PIN is in no audit row. */
export async function writeDetails(
  tx: Tx,
  scope: Scope,
  order: PortOrder,
  details: Details,
  pin: string | null,
): Promise<boolean> {
  const { accountId } = scope
  await tx.query(
    `update port_orders set account_number = $3, business_name = $4, authorised_person = $5, street = $6, city = $7, region = $8,
       postal_code = $9, country = $10, pin_sealed = coalesce($11, pin_sealed)
     where account_id = $1 and id = $2`,
    [
      accountId,
      order.id,
      details.accountNumber,
      details.businessName,
      details.authorisedPerson,
      details.street,
      details.city,
      details.region,
      details.postalCode,
      details.country,
      pin === null ? null : seal(PIN_PURPOSE, Buffer.from(pin)),
    ],
  )
  const { businessName, authorisedPerson, street, city, region, postalCode } = details
  const before = [order.businessName, order.authorisedPerson, order.street, order.city, order.region, order.postalCode]
  const isSame =
    JSON.stringify(before) === JSON.stringify([businessName, authorisedPerson, street, city, region, postalCode])
  if (!isSame) await dropSignature(tx, accountId, order.id)
  await appendEvent(tx, scope, order.id, { kind: 'details' })
  await appendAudit(tx, scope, {
    action: 'port_order.changed',
    object: `port order ${order.id}`,
    before: {
      account_number: order.accountNumber,
      business_name: order.businessName,
      authorised_person: order.authorisedPerson,
    },
    after: {
      account_number: details.accountNumber,
      business_name: businessName,
      authorised_person: authorisedPerson,
      address: `${street}, ${city}, ${region} ${postalCode}, ${details.country}`,
      ...(pin === null ? {} : { pin: 'set' }),
    },
  })
  return !isSame
}

export async function dropSignature(tx: Tx, accountId: string, id: string): Promise<void> {
  await tx.query(
    'update port_orders set loa_signed_by = null, loa_signed_at = null, loa_signed_from = null where account_id = $1 and id = $2',
    [accountId, id],
  )
}
