/** The exact bodies of contract.md section 6, in both forms. Which one an account gets is its setting, not the send call's. */
import { formatNanos } from '#domain/ledger/money.ts'
import type { Encoding } from '#domain/messages/carrier.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { toMessageRef } from '#lib/ids.ts'
import type { ReceiptCode } from './receipt-codes.ts'

export const WEBHOOK_FORMS = ['v2.1', 'legacy'] as const
export type WebhookForm = (typeof WEBHOOK_FORMS)[number]

export type InboundFacts = {
  id: string
  from: string
  to: string
  body: string
  encoding: Encoding
  kind: NumberKind
  chargedNanos: bigint
  at: Date
}

export type ReceiptFacts = { id: string; from: string; to: string; body: string; at: Date; code: ReceiptCode }

/** 11 digits, never a `+`: clients compare as text (contract section 4). */
export function digits(e164: string): string {
  return e164.replace('+', '')
}

export function messageType(kind: NumberKind): 'longcode' | 'toll-free' {
  return kind === 'toll_free' ? 'toll-free' : 'longcode'
}

export function inboundPayload(form: WebhookForm, url: string, facts: InboundFacts): string {
  const { id, from, to, body } = facts
  if (form === 'legacy') {
    return JSON.stringify({ to: digits(to), from: digits(from), body, id: toMessageRef(id, 'mdr1') })
  }
  return JSON.stringify({
    data: {
      attributes: {
        amount_display: formatNanos(facts.chargedNanos),
        // A string here and a number in the API: so it is on the wire (contract section 4).
        amount_nanodollars: facts.chargedNanos.toString(),
        body,
        direction: 'inbound',
        from: digits(from),
        is_mms: false,
        message_callback_url: url,
        message_encoding: facts.encoding === 'ucs2' ? 8 : 0,
        message_type: messageType(facts.kind),
        status: 'delivered',
        timestamp: facts.at.toISOString().replace('Z', '000Z'),
        to: digits(to),
      },
      type: 'message',
      id: toMessageRef(id),
    },
  })
}

export function receiptPayload(
  form: WebhookForm,
  apiUrl: string,
  { id, from, to, body, at, code }: ReceiptFacts,
): string {
  if (form === 'legacy') {
    return JSON.stringify({
      attributes: {
        to: digits(to),
        from: digits(from),
        body,
        status: code.status,
        ...(code.code === null ? {} : { status_code: code.code }),
      },
      id: toMessageRef(id, 'mdr1'),
      type: 'delivery_receipt',
    })
  }
  const ref = toMessageRef(id)
  return JSON.stringify({
    data: {
      attributes: {
        body,
        level: code.level,
        status: code.status,
        status_code: code.code,
        status_code_description: code.description,
        timestamp: at.toISOString().replace(/\.\d+Z$/, '+00:00'),
        // Additions that do no harm: one client asks for them (contract 6.5).
        from: digits(from),
        to: digits(to),
      },
      id: ref,
      links: { related: `${apiUrl}/v2.2/messages/${ref}` },
      type: 'delivery_receipt',
    },
  })
}
