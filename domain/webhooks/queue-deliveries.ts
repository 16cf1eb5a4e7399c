/** A web hook is queued in the transaction of what it tells; its body is fixed then, byte for byte. */
import type { Status } from '#domain/messages/status.ts'
import { type EffectiveUrl, effectiveOf, urlsOf } from '#domain/routing/effective-url.ts'
import type { Tx } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { type InboundFacts, inboundPayload, receiptPayload, type WebhookForm } from './payload.ts'
import { RECEIPT_CODES } from './receipt-codes.ts'

type NewDelivery = {
  messageId: string
  kind: 'inbound' | 'receipt'
  url: string
  /** Whose URL it is, and which number of ours it is about: a candidate may be waiting for a copy of just that. */
  from: EffectiveUrl['from']
  number: string
  body: string
  at: Date
}

export async function queueInbound(
  tx: Tx,
  accountId: string,
  { url, from }: EffectiveUrl,
  facts: InboundFacts,
): Promise<void> {
  const form = await readForm(tx, accountId)
  await insert(tx, accountId, [
    {
      messageId: facts.id,
      kind: 'inbound',
      url,
      from,
      number: facts.to,
      body: inboundPayload(form, url, facts),
      at: facts.at,
    },
  ])
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
    const found = effectiveOf(urls, { e164, kind: 'sms_dlr_callback', messageUrl })
    return found === null ? [] : [{ ...one, found }]
  })
  if (routed.length === 0) return
  const form = await readForm(tx, accountId)
  await insert(
    tx,
    accountId,
    routed.map(({ message, at, code, found }) => {
      const facts = { id: message.id, from: message.from_e164, to: message.to_e164, body: message.body, at, code }
      const body = receiptPayload(form, env.api.url, facts)
      return { messageId: message.id, kind: 'receipt', ...found, number: message.from_e164, body, at }
    }),
  )
}

async function readForm(tx: Tx, accountId: string): Promise<WebhookForm> {
  const [row] = await tx.query<{ webhook_form: WebhookForm }>(
    { name: 'webhook_form', text: 'select webhook_form from accounts where id = $1' },
    [accountId],
  )
  return row?.webhook_form ?? 'v2.1'
}

async function insert(tx: Tx, accountId: string, deliveries: readonly NewDelivery[]): Promise<void> {
  await tx.query(
    {
      name: 'insert_deliveries',
      text: `
        with d as materialized (
          select * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[])
            as d (id, message_id, kind, url, body, at, number, origin)
        ), copied as (
          insert into shadow_attempts (account_id, shadow_id, delivery_id, queued_at, due_at)
          select $1, s.id, d.id, d.at, d.at
          from d cross join lateral (
            select id from url_shadows
            where account_id = $1 and ended_at is null and until > d.at and e164 in (d.number, '')
              and kind = case d.kind when 'inbound' then 'sms_callback' else 'sms_dlr_callback' end
              and (e164 <> '' or d.origin = 'account')
            order by e164 desc limit 1) s
          where d.origin <> 'message'
          on conflict do nothing
        )
        insert into deliveries (account_id, id, message_id, kind, url, body, due_at, created_at)
        select $1, d.id, d.message_id, d.kind, d.url, d.body, d.at, d.at from d`,
    },
    [
      accountId,
      deliveries.map((one) => newId(one.at)),
      deliveries.map((one) => one.messageId),
      deliveries.map((one) => one.kind),
      deliveries.map((one) => one.url),
      deliveries.map((one) => one.body),
      deliveries.map((one) => one.at),
      deliveries.map((one) => one.number),
      deliveries.map((one) => one.from),
    ],
  )
}
