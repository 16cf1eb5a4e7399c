/** Receipts find their message by the carrier's id (in any form), move it, and are marked as done, in one transaction an account. */
import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import type { CarrierReceipt } from './carrier.ts'
import { carrierIdCandidates } from './carrier-id.ts'
import { finishIncoming, type InboxRow, orPostpone, postponeIncoming } from './carrier-inbox.ts'
import { findInDoubt } from './find-in-doubt.ts'
import { keepDeliverPdus } from './keep-deliver-pdus.ts'
import { movesByReceipts } from './moves-by-receipts.ts'
import { LOCK_MESSAGES } from './transition.sql.ts'
import { transition } from './transition.ts'

export type Match = { row: InboxRow<CarrierReceipt>; accountId: string; messageId: string; part: number }

export async function applyReceipts(rows: readonly InboxRow<CarrierReceipt>[]): Promise<void> {
  const { matches, missing } = await match(rows)
  const byAccount = Map.groupBy(matches, (one) => one.accountId)
  for (const [accountId, ofAccount] of byAccount) {
    const theirs = ofAccount.map((one) => one.row)
    await orPostpone(theirs, () => applyToAccount(accountId, ofAccount))
  }
  if (missing.length > 0) await postponeIncoming(missing, 'no message has this carrier id')
}

async function match(rows: readonly InboxRow<CarrierReceipt>[]) {
  const candidates = [...new Set(rows.flatMap((row) => carrierIdCandidates(row.pdu.carrierMessageId)))]
  const known = await query<{
    link_id: string
    carrier_id: string
    account_id: string
    message_id: string
    part: number
  }>(
    {
      name: 'find_carrier_ids',
      // The youngest first: carriers use their ids again after days.
      text: `select link_id, carrier_id, account_id, message_id, part from carrier_ids
             where link_id = any($1::uuid[]) and carrier_id = any($2::text[]) order by created_at desc, message_id desc`,
    },
    [[...new Set(rows.map((row) => row.link_id))], candidates],
  )
  const byId = new Map<string, (typeof known)[number]>()
  for (const one of known.toReversed()) byId.set(`${one.link_id} ${one.carrier_id}`, one)

  const matches: Match[] = []
  const missing: InboxRow<CarrierReceipt>[] = []
  for (const row of rows) {
    const hit = carrierIdCandidates(row.pdu.carrierMessageId)
      .map((candidate) => byId.get(`${row.link_id} ${candidate}`))
      .find((one) => one !== undefined)
    const found = hit
      ? { accountId: hit.account_id, messageId: hit.message_id, part: hit.part }
      : await findInDoubt(row.link_id, row.pdu)
    if (found) matches.push({ row, ...found })
    else missing.push(row)
  }
  return { matches, missing }
}

async function applyToAccount(accountId: string, matches: readonly Match[]): Promise<void> {
  await tenantTransaction(accountId, async (tx) => {
    const fresh = await finishIncoming(
      tx,
      matches.map((one) => one.row.id),
      'matched',
    )
    const mine = matches.filter((one) => fresh.has(one.row.id))
    if (mine.length === 0) return
    // Receipts of two parts may be in the hands of two workers: without the lock neither would see the other's, and nobody would
    // call the message delivered.
    await tx.query(LOCK_MESSAGES, [accountId, [...new Set(mine.map((one) => one.messageId))]])
    await Promise.all([noteReceipts(tx, accountId, mine), keepDeliverPdus(tx, accountId, mine)])
    await transition(
      tx,
      accountId,
      await movesByReceipts(
        tx,
        accountId,
        mine.map((one) => one.messageId),
      ),
    )
  })
}

/** A part keeps its final receipt: a late "on its way" does not overwrite "delivered". */
async function noteReceipts(tx: Tx, accountId: string, matches: readonly Match[]): Promise<void> {
  await tx.query(
    {
      name: 'note_receipts',
      text: `
        insert into message_parts as p (account_id, message_id, number, link_id, outcome, carrier_message_id, receipt_state,
          receipt_error, receipt_at, receipt_raw)
        select distinct on (r.message_id, r.number) $1, r.message_id, r.number, r.link_id, 'accepted', r.carrier_id, r.state,
          r.error, r.at, r.raw
        from unnest($2::uuid[], $3::smallint[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::uuid[])
          as r (message_id, number, state, error, at, raw, carrier_id, link_id)
        order by r.message_id, r.number, (r.state in ('enroute', 'unknown')), r.at
        on conflict (account_id, message_id, number) do update set receipt_state = excluded.receipt_state,
          receipt_error = excluded.receipt_error, receipt_at = excluded.receipt_at, receipt_raw = excluded.receipt_raw,
          outcome = 'accepted', carrier_message_id = coalesce(p.carrier_message_id, excluded.carrier_message_id)
        where p.receipt_state is null or p.receipt_state in ('enroute', 'unknown')`,
    },
    [
      accountId,
      matches.map((one) => one.messageId),
      matches.map((one) => one.part),
      matches.map((one) => one.row.pdu.state),
      matches.map((one) => one.row.pdu.errorCode),
      matches.map((one) => one.row.received_at),
      matches.map((one) => one.row.raw),
      matches.map((one) => one.row.pdu.carrierMessageId),
      matches.map((one) => one.row.link_id),
    ],
  )
}
