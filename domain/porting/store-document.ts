import { createHash } from 'node:crypto'
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { appendEvent } from './append-event.ts'
import { DOCUMENT_PROBLEMS, documentName, judgeDocument, type MediaType } from './document-kind.ts'
import { DOCUMENT_WORDS, type DocumentKind } from './document-words.ts'
import { movePort, wrongMoment } from './move-port.ts'
import type { PortOrder } from './order.ts'
import { lockOwnOrder } from './save-details.ts'

export type NewDocument = { id: string; kind: DocumentKind; name: string; bytes: Buffer }

/** Of ten megabytes each. */
const MOST_DOCUMENTS = 20
/** A bound on what an account can fill the database with, canceled orders counted. */
const MOST_BYTES_OF_ACCOUNT = 500_000_000

/**
 * A signed letter or an invoice, kept in the database beside its order (decision 0015). What it is, its bytes say. When the last
 * exception asked for it, the order is sent again with it.
 */
export async function storeDocument(scope: Scope, { id, kind, name, bytes }: NewDocument): Promise<string> {
  demand(scope, 'numbers.manage')
  const judged = judgeDocument(bytes)
  if (!judged.ok) throw new Refusal('document_refused', { places: { why: DOCUMENT_PROBLEMS[judged.problem] } })
  const document = { name: documentName(name, judged.mediaType), mediaType: judged.mediaType, bytes }
  return tenantTransaction(scope.accountId, async (tx) => {
    const order = await lockOwnOrder(tx, scope, id)
    if (!['draft', 'documents', 'submitted', 'exception'].includes(order.status)) throw wrongMoment(order)
    const held = await tx.query('select 1 from port_documents where account_id = $1 and order_id = $2', [
      scope.accountId,
      order.id,
    ])
    if (held.length >= MOST_DOCUMENTS)
      throw new Refusal('too_many_documents', { places: { most: String(MOST_DOCUMENTS) } })
    await demandSpace(tx, scope.accountId, bytes.length)
    const documentId = await write(tx, scope, order, kind, document)
    const asked = { loa_unreadable: 'loa', invoice_unusable: 'invoice' } as Record<string, DocumentKind>
    if (order.status === 'exception' && asked[order.exceptionReason ?? ''] === kind)
      await movePort(tx, scope, order, { to: 'submitted' })
    return documentId
  })
}

/** Uploads of one account are counted one after the other. */
async function demandSpace(tx: Tx, accountId: string, bytes: number): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('documents ' || $1, 0))", [accountId])
  const [held] = await tx.query<{ bytes: string }>(
    'select coalesce(sum(size_bytes), 0)::text as bytes from port_documents where account_id = $1',
    [accountId],
  )
  if (Number(held?.bytes ?? 0) + bytes > MOST_BYTES_OF_ACCOUNT)
    throw new Refusal('documents_full', { places: { most: `${MOST_BYTES_OF_ACCOUNT / 1_000_000} MB` } })
}

async function write(
  tx: Tx,
  scope: Scope,
  order: PortOrder,
  kind: DocumentKind,
  { name, mediaType, bytes }: { name: string; mediaType: MediaType; bytes: Buffer },
): Promise<string> {
  const at = now()
  const documentId = newId(at)
  const digest = createHash('sha256').update(bytes).digest()
  await tx.query(
    `insert into port_documents (account_id, id, order_id, kind, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [scope.accountId, documentId, order.id, kind, name, mediaType, bytes.length, digest, scope.actor.name, at],
  )
  await tx.query('insert into port_document_bytes (account_id, document_id, content) values ($1, $2, $3)', [
    scope.accountId,
    documentId,
    bytes,
  ])
  await appendEvent(tx, scope, order.id, { kind: 'document', note: `${DOCUMENT_WORDS[kind].word}: ${name}` })
  await appendAudit(tx, scope, {
    action: 'port_document.stored',
    object: `port order ${order.id}`,
    before: null,
    after: { kind, name, bytes: bytes.length, sha256: digest.toString('hex') },
  })
  return documentId
}
