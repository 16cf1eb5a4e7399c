import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { csvLine } from '#lib/csv.ts'
import { tenantTransaction } from '#lib/db.ts'
import { IMPORT_COLUMNS } from './import-columns.ts'
import { matchesFor, readAccountUrl } from './list-own-numbers.ts'
import type { OwnNumberFilter } from './number-filter.ts'
import type { OwnNumberRow } from './own-number-rows.ts'
import { pageQuery } from './own-numbers.sql.ts'

const BATCH = 1_000
type Row = Omit<OwnNumberRow, 'url' | 'messages' | 'costNanos'> & {
  ownUrl: string | null
  ownReceiptsUrl: string | null
}

const READ_ONLY = [
  'type',
  'messaging',
  'registration',
  'country',
  'state',
  'rate_center',
  'city',
  'effective_sms_request_url',
  'url_from',
]

/** All that match, a batch at a time. What can be set stands first, so that the file can be changed and brought back in. */
export function exportOwnNumbers(scope: Scope, filter: OwnNumberFilter): AsyncGenerator<string> {
  demand(scope, 'numbers.read')
  return lines(scope, filter)
}

async function* lines(scope: Scope, filter: OwnNumberFilter): AsyncGenerator<string> {
  const matches = matchesFor(scope, filter)
  const accountUrl = await tenantTransaction(scope.accountId, (tx) => readAccountUrl(tx, scope.accountId))
  // The mark tells a spreadsheet that this is UTF-8.
  yield `\ufeff${csvLine([...IMPORT_COLUMNS, ...READ_ONLY])}`
  for (let last: Row | undefined; ; ) {
    const cursor = last ? { e164: last.e164, at: '' } : null
    const { text, values } = pageQuery(matches, { order: 'number', cursor, backwards: false, limit: BATCH })
    const batch = await tenantTransaction(scope.accountId, (tx) => tx.query<Row>(text, values))
    yield batch.map((row) => lineOf(row, accountUrl)).join('')
    last = batch.at(-1)
    if (!last || batch.length < BATCH) return
  }
}

function lineOf(row: Row, accountUrl: string | null): string {
  return csvLine([
    row.e164.slice(1),
    row.alias,
    row.tags.join('; '),
    row.ownUrl,
    row.ownReceiptsUrl,
    row.kind,
    row.messagingState,
    row.registration,
    row.country,
    row.state,
    row.rateCenter,
    row.city,
    row.ownUrl ?? accountUrl,
    row.ownUrl ? 'number' : accountUrl ? 'account' : 'none',
  ])
}
