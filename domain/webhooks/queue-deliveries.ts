/**
 * A web hook is queued in the transaction of what it tells; its body is fixed then, byte for byte. What cannot go out now is held, and
 * waits for a person: nothing that happened is without its row here.
 */
import type { Status } from '#domain/messages/status.ts'
import { type EffectiveUrl, effectiveOf, urlsOf } from '#domain/routing/effective-url.ts'
import type { Tx } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import type { EventKind, HeldWhy } from './delivery.ts'
import { endpointOf } from './endpoint-of.ts'
import { INSERT_DELIVERIES } from './insert-deliveries.sql.ts'
import { type InboundFacts, inboundPayload, receiptPayload, type WebhookForm } from './payload.ts'
import { RECEIPT_CODES } from './receipt-codes.ts'

export type NewDelivery = {
  kind: EventKind
  messageId: string | null
  /** Our number, and the other side's. */
  number: string
  peer: string
  /** Null: none is in force, so it must be held. */
  target: EffectiveUrl | null
  heldWhy: HeldWhy | null
  body: string
  at: Date
}

/** `heldWhy`: why it may not go out now; null sends it. */
export async function queueInbound(
  tx: Tx,
  accountId: string,
  { target, heldWhy }: { target: EffectiveUrl | null; heldWhy: HeldWhy | null },
  facts: InboundFacts,
): Promise<void> {
  const body = inboundPayload(await readForm(tx, accountId), target?.url ?? '', facts)
  const { id: messageId, to: number, from: peer, at } = facts
  await insertDeliveries(tx, accountId, [{ kind: 'inbound', messageId, number, peer, target, heldWhy, body, at }])
}

type ReceiptDue = {
  message: { id: string; from_e164: string; to_e164: string; body: string; dlr_callback: string | null }
  status: Status
  at: Date
}

/** Tells each move that clients know of to the callback in force: the message's own, else its number's, else the account's. */
export async function queueReceipts(tx: Tx, accountId: string, due: readonly ReceiptDue[]): Promise<void> {
  const told = due.flatMap((one) => {
    const code = RECEIPT_CODES[one.status]
    return code ? [{ ...one, code }] : []
  })
  if (told.length === 0) return
  const numbers = new Set(told.map(({ message }) => message.from_e164))
  const urls = await urlsOf(tx, accountId, 'sms_dlr_callback', numbers)
  const routed = told.flatMap((one) => {
    const { from_e164: e164, dlr_callback: messageUrl } = one.message
    const target = effectiveOf(urls, { e164, kind: 'sms_dlr_callback', messageUrl })
    return target === null ? [] : [{ ...one, target }]
  })
  if (routed.length === 0) return
  const form = await readForm(tx, accountId)
  await insertDeliveries(
    tx,
    accountId,
    routed.map(({ message: { id, from_e164: number, to_e164: peer, body: text }, at, code, target }) => {
      const body = receiptPayload(form, env.api.url, { id, from: number, to: peer, body: text, at, code })
      return { kind: 'receipt', messageId: id, number, peer, target, heldWhy: null, body, at }
    }),
  )
}

export async function readForm(tx: Tx, accountId: string): Promise<WebhookForm> {
  const [row] = await tx.query<{ webhook_form: WebhookForm }>(
    { name: 'webhook_form', text: 'select webhook_form from accounts where id = $1' },
    [accountId],
  )
  return row?.webhook_form ?? 'v2.1'
}

/** A step. What goes to an endpoint that is disabled is held, whatever the caller knew. */
export async function insertDeliveries(tx: Tx, accountId: string, deliveries: readonly NewDelivery[]): Promise<void> {
  const rows = deliveries.map((one) => {
    const { target, heldWhy, at, ...rest } = one
    const endpoint = target && endpointOf(target)
    return {
      ...rest,
      id: newId(at),
      at,
      url: target?.url ?? '',
      origin: target?.from ?? 'account',
      endpointId: endpoint?.id ?? null,
      address: endpoint?.address ?? null,
      heldWhy: target ? heldWhy : (heldWhy ?? 'no_url'),
    }
  })
  const column = <T>(pick: (one: (typeof rows)[number]) => T) => rows.map(pick)
  await tx.query(INSERT_DELIVERIES, [
    accountId,
    column(({ id }) => id),
    column(({ messageId }) => messageId),
    column(({ kind }) => kind),
    column(({ url }) => url),
    column(({ body }) => body),
    column(({ at }) => at),
    column(({ number }) => number),
    column(({ peer }) => peer),
    column(({ origin }) => origin),
    column(({ endpointId }) => endpointId),
    column(({ address }) => address),
    column(({ heldWhy }) => heldWhy),
  ])
}
