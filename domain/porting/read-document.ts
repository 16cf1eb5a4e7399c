import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import type { MediaType } from './document-kind.ts'
import { isOrderId } from './order.ts'

export type Document = { name: string; mediaType: MediaType; content: Buffer }

/** For whoever manages numbers: invoices hold more than numbers. Throws `not_found`. */
export async function readDocument(
  scope: Scope,
  { id, documentId }: { id: string; documentId: string },
): Promise<Document> {
  demand(scope, 'numbers.manage')
  if (!isOrderId(id) || !isId(documentId)) throw new Refusal('not_found')
  const [document] = await tenantTransaction(scope.accountId, (tx) =>
    tx.query<Document>(
      `select d.name, d.media_type as "mediaType", b.content from port_documents d
       join port_document_bytes b on b.account_id = d.account_id and b.document_id = d.id
       where d.account_id = $1 and d.order_id = $2 and d.id = $3`,
      [scope.accountId, id, documentId],
    ),
  )
  if (!document) throw new Refusal('not_found')
  return document
}
