/** Port orders for tests, brought by the product's own verbs to where a test begins. */
import { systemScope } from '#domain/access/system-scope.ts'
import { openPort } from '#domain/porting/open-port.ts'
import { confirmFoc, portVoice } from '#domain/porting/operate-port.ts'
import { saveDetails } from '#domain/porting/save-details.ts'
import { signLoa } from '#domain/porting/sign-loa.ts'
import { storeDocument } from '#domain/porting/store-document.ts'
import { submitPort } from '#domain/porting/submit-port.ts'
import { now } from '#lib/time.ts'
import { type TestAccount, takeNumbers } from './account.ts'

type Who = Pick<TestAccount, 'scope'>

export const operator = ({ scope }: Who) => systemScope(scope.accountId, 'operator', 'command line')

export const INVOICE = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1')

export const DETAILS = {
  accountNumber: '4471-22',
  pin: '9041',
  businessName: 'Harbor Dental',
  authorisedPerson: 'Olivia Harbor',
  street: '12 Pier Road',
  city: 'Seattle',
  region: 'wa',
  postalCode: '98101',
  country: 'US',
}

/** Its id, and the numbers in it. */
export async function openOrder({ scope }: Who, numbers = takeNumbers('longcode', 1)) {
  const { orders, groupId } = await openPort(scope, {
    numbers: numbers.map((number) => ({ number, losingCarrier: 'Sound Telephone' })),
  })
  return { id: orders[0]?.id ?? '', groupId, numbers }
}

export async function submitOrder(account: Who, numbers?: string[]) {
  const order = await openOrder(account, numbers)
  const { id } = order
  await saveDetails(account.scope, { id, ...DETAILS })
  await storeDocument(account.scope, { id, kind: 'invoice', name: 'march.pdf', bytes: INVOICE })
  await signLoa(account.scope, { id, typedName: 'Olivia Harbor' })
  await submitPort(account.scope, { id })
  return order
}

/** Voice has moved, at this moment of the moved clock. */
export async function portedOrder(account: Who, numbers?: string[]) {
  const order = await submitOrder(account, numbers)
  await confirmFoc(operator(account), { id: order.id, focDate: now().toISOString().slice(0, 10) })
  await portVoice(operator(account), { id: order.id })
  return order
}
