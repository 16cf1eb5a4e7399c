import { buffer } from 'node:stream/consumers'
import type { NextRequest } from 'next/server'
import { demandOwnOrigin } from '#app/_web/origin.ts'
import { type Upload, UploadFault, withUpload } from '#app/_web/read-upload.ts'
import { readSession } from '#app/_web/session.ts'
import { portHref } from '#components/port/port-words.ts'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { judgeDocument, MOST_DOCUMENT_BYTES } from '#domain/porting/document-kind.ts'
import { isDocumentKind } from '#domain/porting/document-words.ts'
import { isOrderId } from '#domain/porting/order.ts'
import { readPort } from '#domain/porting/read-port.ts'
import { storeDocument } from '#domain/porting/store-document.ts'
import { newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import type { UploadAnswer } from '../upload-notice.tsx'

type Context = { params: Promise<{ id: string }> }

/** The page has the documents; this address only takes them. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const entry = await enter((await params).id)
  return entry instanceof Response ? entry : seeOther(entry.id)
}

/** A form with `kind` and `file`, as any browser posts it. Every answer is the order's page, with a word for what happened. */
export async function POST(request: NextRequest, { params }: Context): Promise<Response> {
  try {
    await demandOwnOrigin()
  } catch {
    return new Response('This form is not of this portal.', { status: 403 })
  }
  const entry = await enter((await params).id)
  if (entry instanceof Response) return entry
  const { scope, id } = entry
  const limits = { accountId: scope.accountId, mostBytes: MOST_DOCUMENT_BYTES }
  const answer = await withUpload(request, limits, (upload) => store(scope, id, upload)).catch(answerOf)
  return seeOther(id, answer)
}

async function store(scope: Scope, id: string, { fields, fileName, bytes }: Upload): Promise<UploadAnswer> {
  const kind = fields.kind ?? ''
  if (!isDocumentKind(kind)) return 'unreadable'
  const whole = await buffer(bytes())
  const judged = judgeDocument(whole)
  if (!judged.ok) return judged.problem
  await storeDocument(scope, { id, kind, name: fileName, bytes: whole })
  return 'stored'
}

/** Session, permission and an order of the account, before a byte of the body is read. */
async function enter(id: string) {
  const session = await readSession()
  if (!session) return new Response('Sign in to upload documents.', { status: 401 })
  const { scope } = session
  if (!may(scope, 'numbers.manage')) return new Response('Your role may not upload documents.', { status: 403 })
  const isThere =
    isOrderId(id) &&
    (await readPort(scope, id).then(
      () => true,
      () => false,
    ))
  return isThere ? { scope, id } : new Response('There is no such port order.', { status: 404 })
}

function answerOf(fault: unknown): UploadAnswer {
  if (fault instanceof UploadFault) return fault.problem
  if (fault instanceof Refusal && fault.code === 'too_many_documents') return 'too_many'
  if (fault instanceof Refusal && fault.code === 'documents_full') return 'full'
  if (fault instanceof Refusal) return 'wrong_moment'
  log.error({ errorId: newId(), fault: String(fault) }, 'a document could not be stored')
  return 'fault'
}

function seeOther(id: string, answer?: UploadAnswer): Response {
  const location = `${portHref(id)}${answer ? `?upload=${answer}` : ''}`
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
