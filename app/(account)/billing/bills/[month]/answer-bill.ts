import 'server-only'
import { attachment } from '#app/_web/attachment.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import type { Bill } from '#domain/billing/bill.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { whyNoBill } from './why-no-bill.ts'

type File = { content: Buffer; ending: string; mediaType: string }

/** A statement as a file, for whoever may read it. */
export async function answerBill(month: string, write: (bill: Bill) => Promise<File>): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to read bills.', { status: 401 })
  if (!may(session.scope, 'billing.read')) return new Response('Your role may not read bills.', { status: 403 })
  const bill = await readBill(session.scope, month).catch(whyNoBill)
  if (typeof bill === 'string') return new Response(bill, { status: 404 })
  const { content, ending, mediaType } = await write(bill)
  return attachment(content, { name: `longcode-statement-${bill.number}.${ending}`, mediaType })
}
