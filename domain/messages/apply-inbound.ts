/** Inbound parts become messages: whole ones at once, long ones when their last part has come or the wait is over. */
import { findNumberOwner } from '#domain/numbers/find-number-owner.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { takeLoopReply } from '#domain/porting/loop-test.ts'
import { partyProblem } from '#domain/routing/parties.ts'
import { query, tenantTransaction } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import type { IncomingPart } from './carrier.ts'
import { CONCAT_WAIT_MS, finishIncoming, type InboxRow, orPostpone, postponeIncoming, unpack } from './carrier-inbox.ts'
import { dropCopies } from './drop-copies.ts'
import { keepDeliverPdus } from './keep-deliver-pdus.ts'
import { receiveMessage } from './receive-message.ts'
import { refuseForNumber } from './refuse-for-number.ts'

type Part = InboxRow<IncomingPart>

export async function applyInbound(claimed: readonly Part[]): Promise<void> {
  const rows = await dropCopies(claimed)
  const done = new Set<string>()
  for (const row of rows) {
    if (done.has(row.id)) continue
    const parts = row.pdu.concat ? await siblings(row) : [row]
    for (const part of parts) done.add(part.id)
    if (row.pdu.concat && (await cameBefore(row))) {
      await giveUp([row.id], 'this part came before, and its message is complete')
      continue
    }
    const waiting = row.pdu.concat && oneOfEach(parts).length < row.pdu.concat.total
    if (waiting && now().getTime() - row.received_at.getTime() < CONCAT_WAIT_MS) {
      await postponeIncoming([row], 'its other parts never came')
    } else {
      await orPostpone(parts, () => applyWhole(row, parts))
    }
  }
}

/** `all` holds every part that came, also the ones that the carrier brought twice. */
async function applyWhole(row: Part, all: readonly Part[]): Promise<void> {
  const { from, to } = row.pdu
  const parts = oneOfEach(all)
  const ids = all.map((part) => part.id)
  const refusal = refuse(from, to)
  const accountId = refusal ? null : await findNumberOwner(to)
  if (!accountId) return giveUp(ids, refusal ?? 'the number is on no account')
  await tenantTransaction(accountId, async (tx) => {
    const barred = await refuseForNumber(tx, accountId, firstOf(all))
    const fresh = await finishIncoming(tx, ids, barred ?? 'received')
    if (fresh.size !== ids.length) throw new Error('another worker is at these parts') // rolls back: it is theirs
    if (barred) return
    const body = joinText(parts)
    if (await takeLoopReply(tx, accountId, { from, to, body })) return
    const messageId = await receiveMessage(tx, accountId, {
      from,
      to,
      body,
      encoding: parts.some((part) => part.pdu.encoding === 'ucs2') ? 'ucs2' : 'gsm7',
      // What came is charged, not what was announced.
      parts: parts.length,
      linkId: row.link_id,
    })
    const brought = messageId ? all.map((row) => ({ row, messageId, part: row.pdu.concat?.number ?? 1 })) : []
    await keepDeliverPdus(tx, accountId, brought)
  })
}

/** Short codes and foreign numbers are outside the service (F7, F15); toll-free stays within the US and Canada (F6). */
function refuse(from: string, to: string): string | null {
  const sender = parseNumber(from)
  const recipient = parseNumber(to)
  if (!sender.ok) return `the sender is ${sender.problem.replace('_', ' ')}`
  if (!recipient.ok) return `the recipient is ${recipient.problem.replace('_', ' ')}`
  return partyProblem(to, from) ? 'toll-free numbers receive from the US and Canada only' : null
}

function firstOf(parts: readonly Part[]): Part {
  return parts.reduce((first, part) => (part.received_at < first.received_at ? part : first))
}

async function giveUp(ids: readonly string[], outcome: string): Promise<void> {
  await query('update carrier_inbox set due_at = null, outcome = $2 where id = any($1::uuid[])', [ids, outcome])
}

/** A character that was cut between two parts is whole again; what is still no text after that is replaced. */
function joinText(parts: readonly Part[]): string {
  return parts
    .map((part) => part.pdu.text)
    .join('')
    .toWellFormed()
    .replaceAll('\0', '')
}

/** Whether the same part of the same long message was worked off a moment ago. */
async function cameBefore(row: Part): Promise<boolean> {
  const { from, to, concat } = row.pdu
  const found = await query(
    {
      name: 'inbound_part_before',
      text: `
        select 1 from carrier_inbox
        where due_at is null and kind = 'inbound' and pdu -> 'concat' <> 'null' and outcome = 'received'
          and pdu ->> 'to' = $1 and pdu ->> 'from' = $2 and link_id = $3 and pdu -> 'concat' = $4::jsonb and received_at > $5::timestamptz - interval '10 minutes' limit 1`,
    },
    [to, from, row.link_id, JSON.stringify(concat), row.received_at],
  )
  return found.length > 0
}

function oneOfEach(parts: readonly Part[]): Part[] {
  return [...Map.groupBy(parts, (part) => part.pdu.concat?.number ?? 1).values()].flatMap(([first]) => first ?? [])
}

/** The parts of one long message that have come so far, in order; a part may have come twice. */
async function siblings(row: Part): Promise<Part[]> {
  const { from, to, concat } = row.pdu
  const rows = await query<Part>(
    {
      name: 'inbound_siblings',
      text: `
        select id, link_id, pdu, raw, received_at, attempts
        from carrier_inbox
        where due_at is not null and kind = 'inbound' and pdu -> 'concat' <> 'null' and pdu ->> 'to' = $1 and pdu ->> 'from' = $2 and link_id = $3
          and (pdu -> 'concat' ->> 'reference')::int = $4 and (pdu -> 'concat' ->> 'total')::int = $5
          and received_at > $6::timestamptz - interval '10 minutes'
        order by (pdu -> 'concat' ->> 'number')::int, received_at`,
    },
    [to, from, row.link_id, concat?.reference, concat?.total, row.received_at],
  )
  return rows.map(unpack)
}
