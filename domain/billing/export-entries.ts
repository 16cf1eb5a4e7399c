import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { csvLine } from '#lib/csv.ts'
import { tenantTransaction } from '#lib/db.ts'
import type { EntryFilter } from './entry-filter.ts'
import { type Entry, readEntryPage } from './list-entries.ts'
import { boundsOfEntries } from './sum-entries.ts'

const BATCH = 500

const HEAD = [
  'Time (UTC)',
  'Entry',
  'Kind',
  'Took ($)',
  'Gave ($)',
  'Reason',
  'Number',
  'Number type',
  'Destination',
  'Rate a part ($)',
  'Surcharge a part ($)',
  'Parts',
  'Message',
  'From',
  'To',
  'Key',
]

/** The entries that match, the newest first, a batch at a time. */
export function exportEntries(scope: Scope, filter: EntryFilter): AsyncGenerator<string> {
  demand(scope, 'billing.read')
  return lines(scope, filter)
}

async function* lines(scope: Scope, filter: EntryFilter): AsyncGenerator<string> {
  yield csvLine(HEAD)
  let before: string | null = ''
  while (before !== null) {
    const from: string = before
    const page = await tenantTransaction(scope.accountId, async (tx) =>
      readEntryPage(tx, scope, filter, { ...(await boundsOfEntries(tx, scope, filter)), before: from, limit: BATCH }),
    )
    yield page.entries.map(toLine).join('')
    before = page.next
  }
}

function toLine({ at, id, kind, nanos, reason, number, type, destination, message, key, ...rate }: Entry): string {
  return csvLine([
    at.toISOString(),
    id,
    kind,
    nanos < 0n ? decimal(-nanos) : '',
    nanos > 0n ? decimal(nanos) : '',
    reason,
    digits(number),
    type,
    destination,
    number === '' ? '' : decimal(rate.partNanos),
    number === '' ? '' : decimal(rate.surchargeNanos),
    message?.parts ?? null,
    message?.id ?? null,
    digits(message?.from ?? ''),
    digits(message?.to ?? ''),
    key,
  ])
}

/** A number with its plus would be a formula. */
function digits(e164: string): string {
  return e164.replace('+', '')
}

function decimal(nanos: bigint): string {
  return formatNanos(nanos, 9).replaceAll(/[$,]/g, '')
}
