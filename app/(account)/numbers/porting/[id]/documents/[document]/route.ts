import type { NextRequest } from 'next/server'
import { attachment } from '#app/_web/attachment.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { readDocument } from '#domain/porting/read-document.ts'
import { nullIfMissing } from '../../../../../messages/open-message.tsx'

type Context = { params: Promise<{ id: string; document: string }> }

export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to read documents.', { status: 401 })
  if (!may(session.scope, 'numbers.manage')) return new Response('Your role may not read documents.', { status: 403 })
  const { id, document: documentId } = await params
  const document = await readDocument(session.scope, { id, documentId }).catch(nullIfMissing)
  return document ? attachment(document.content, document) : new Response('There is no such document.', { status: 404 })
}
