import type { NextRequest } from 'next/server'
import { attachment } from '#app/_web/attachment.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { readReceipt } from '#domain/payments/read-receipt.ts'
import { nullIfMissing } from '../../../../messages/open-message.tsx'

type Context = { params: Promise<{ id: string }> }

export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to read receipts.', { status: 401 })
  if (!may(session.scope, 'billing.read')) return new Response('Your role may not read receipts.', { status: 403 })
  const { id } = await params
  const receipt = await readReceipt(session.scope, id).catch(nullIfMissing)
  if (!receipt) return new Response('There is no such receipt.', { status: 404 })
  return attachment(receipt.pdf, { name: `longcode-receipt-${receipt.name}.pdf`, mediaType: 'application/pdf' })
}
