/** How a message detail record is written in each version (contract 5.3). */

import { formatNanos } from '#domain/ledger/money.ts'
import type { MessageRecord } from '#domain/reports/message-records.ts'
import { digits, messageType } from '#domain/webhooks/payload.ts'
import { toMessageRef } from '#lib/ids.ts'

export type Version = 'v2' | 'v2.1' | 'v2.2'

/** The contract's `2017-12-22T01:52:39.39Z`: two decimals. */
function twoDecimals(at: Date): string {
  return at.toISOString().replace(/(\.\d\d)\dZ$/, '$1Z')
}

export function renderRecord(version: Version, record: MessageRecord) {
  const { from, to, body, direction } = record
  const receipts = record.receipts.map((receipt) => ({
    level: receipt.level,
    status: receipt.status,
    status_code: receipt.code,
    status_code_description: receipt.description,
    timestamp: twoDecimals(receipt.at),
  }))
  const common = {
    amount_display: formatNanos(record.priceNanos),
    amount_nanodollars: Number(record.priceNanos),
    body,
    direction,
    from: digits(from),
    to: digits(to),
  }
  if (version === 'v2') {
    return {
      id: toMessageRef(record.id, 'mdr1'),
      type: 'messages',
      attributes: {
        ...common,
        callback_url: record.dlrCallback,
        has_mms: false,
        message_type: record.numberKind === 'toll_free' ? 'toll-free' : 'long-code',
        timestamp: record.at.toISOString().replace('Z', '000+00:00'),
      },
    }
  }
  return {
    id: toMessageRef(record.id),
    type: 'message',
    attributes: {
      ...common,
      delivery_receipts: receipts,
      is_mms: false,
      message_encoding: record.encoding === 'ucs2' ? 8 : 0,
      message_type: messageType(record.numberKind),
      // Before the first receipt no source says what stands here (contract 11.4).
      status: direction === 'inbound' ? 'delivered' : (receipts[0]?.status ?? 'pending'),
      timestamp: twoDecimals(record.at),
      // An addition: the contract's versions before have no room for it.
      ...(version === 'v2.2' && record.tag !== null ? { tag: record.tag } : {}),
    },
  }
}
