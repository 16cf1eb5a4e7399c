import type { NextRequest } from 'next/server'
import { attachment } from '#app/_web/attachment.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { readLoa } from '#domain/porting/read-loa.ts'
import { nullIfMissing } from '../../../../messages/open-message.tsx'

type Context = { params: Promise<{ id: string }> }

/** The letter of authorization as it stands now. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to read letters.', { status: 401 })
  if (!may(session.scope, 'numbers.manage')) return new Response('Your role may not read letters.', { status: 403 })
  const { id } = await params
  const pdf = await readLoa(session.scope, id).catch(nullIfMissing)
  if (!pdf) return new Response('There is no such port order.', { status: 404 })
  return attachment(pdf, { name: `letter-of-authorization-${id}.pdf`, mediaType: 'application/pdf' })
}
