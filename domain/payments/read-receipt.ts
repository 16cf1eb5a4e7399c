import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { readPayment } from './list-payments.ts'
import { receiptName } from './payment.ts'
import { writeReceipt } from './write-receipt.ts'

/** As a PDF. Of what was not paid there is none. */
export async function readReceipt(scope: Scope, id: string): Promise<{ name: string; pdf: Buffer }> {
  const payment = await readPayment(scope, id)
  const { creditedAt: paidAt, receiptNumber: number } = payment
  if (!paidAt || number === null) throw new Refusal('not_found')
  const [account] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<{ id: string; name: string; timeZone: string }>(
      'select id, name, time_zone as "timeZone" from accounts where id = $1',
      [scope.accountId],
    ),
  )
  if (!account) throw new Refusal('not_found')
  return { name: receiptName(account.id, number), pdf: await writeReceipt({ account, payment, paidAt, number }) }
}
