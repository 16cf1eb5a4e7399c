import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { csvLine } from '#lib/csv.ts'
import { toMessageRef } from '#lib/ids.ts'
import { listOptOuts, type OptOut, type OptOutFilter } from './list-opt-outs.ts'

const BATCH = 1_000
const COLUMNS = ['number', 'consumer', 'note', 'source', 'at', 'message_id', 'by', 'test', 'lifted_at', 'lifted_by']

/** All that match, a batch at a time; its first columns are those that an import reads. */
export function exportOptOuts(scope: Scope, filter: OptOutFilter): AsyncGenerator<string> {
  demand(scope, 'messages.read')
  return lines(scope, filter)
}

async function* lines(scope: Scope, filter: OptOutFilter): AsyncGenerator<string> {
  // The mark tells a spreadsheet that this is UTF-8.
  yield `\ufeff${csvLine(COLUMNS)}`
  for (let olderThan: string | undefined; ; ) {
    const batch = await listOptOuts(scope, { filter, limit: BATCH, ...(olderThan ? { olderThan } : {}) })
    yield batch.map(lineOf).join('')
    olderThan = batch.at(-1)?.id
    if (!olderThan || batch.length < BATCH) return
  }
}

function lineOf(one: OptOut): string {
  return csvLine([
    one.number.slice(1),
    one.consumer.slice(1),
    one.note,
    one.source,
    one.at.toISOString(),
    one.messageId ? toMessageRef(one.messageId) : null,
    one.actor ?? 'the consumer',
    one.isTest ? 'yes' : 'no',
    one.removedAt?.toISOString() ?? null,
    one.removedAt ? (one.removedBy ?? 'the consumer') : null,
  ])
}
