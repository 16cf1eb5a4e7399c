import type { Tx } from '#lib/db.ts'
import type { ReceiptState } from './carrier.ts'
import type { Status } from './status.ts'
import type { Move } from './transition.ts'

const STATUS_OF: Partial<Record<ReceiptState, Status>> = {
  delivered: 'delivered',
  undelivered: 'undelivered',
  rejected: 'undelivered',
  expired: 'undelivered',
}

/** A message is delivered when each of its parts is, and undelivered as soon as one is not. */
export async function movesByReceipts(tx: Tx, accountId: string, messageIds: readonly string[]): Promise<Move[]> {
  const rows = await tx.query<{ id: string; parts: number; states: ReceiptState[]; errors: string[] }>(
    {
      name: 'receipts_of_messages',
      text: `
        select m.id, m.parts, array_agg(p.receipt_state) filter (where p.receipt_state is not null) as states,
          array_agg(p.receipt_error) filter (where p.receipt_error <> '000') as errors
        from messages m join message_parts p on p.account_id = m.account_id and p.message_id = m.id
        where m.account_id = $1 and m.id = any($2::uuid[]) and p.message_id = any($2::uuid[])
        group by m.account_id, m.id, m.parts`,
    },
    [accountId, [...new Set(messageIds)]],
  )
  return rows.flatMap((row): Move[] => {
    const ends = (row.states ?? []).map((state) => STATUS_OF[state])
    const failed = row.states?.find((state) => STATUS_OF[state] === 'undelivered')
    const detail = { receipts: row.states ?? [] }
    if (failed) {
      const code = row.errors?.[0] ?? null
      return [
        {
          id: row.id,
          to: 'undelivered',
          error: { code, reason: REASONS[failed] ?? 'The carrier could not deliver it.' },
          detail,
        },
      ]
    }
    if (ends.filter((end) => end === 'delivered').length === row.parts) return [{ id: row.id, to: 'delivered', detail }]
    return []
  })
}

const REASONS: Partial<Record<ReceiptState, string>> = {
  undelivered: 'The carrier could not deliver it.',
  rejected: 'The receiving network refused it.',
  expired: 'It expired at the carrier before it was delivered.',
}
