/** What a test delivery says: an event of the kind, in the account's own form, that nobody can take for a real one. */
import { randomBytes } from 'node:crypto'
import type { UrlKind } from '#domain/routing/effective-url.ts'
import { now } from '#lib/time.ts'
import type { EventKind } from './delivery.ts'
import { inboundPayload, receiptPayload, type WebhookForm } from './payload.ts'
import { optOutPayload } from './queue-opt-outs.ts'
import { RECEIPT_CODES } from './receipt-codes.ts'

/** On whatever is no real event. Its value says what it is; real ones carry no such header. */
export const MARK_HEADER = 'longcode-delivery'

const [OUR_NUMBER, THEIR_NUMBER] = ['+12065550100', '+12065550199']

/** Where real ones of the kind go. */
export const URL_KIND_OF: Record<EventKind, UrlKind> = {
  inbound: 'sms_callback',
  receipt: 'sms_dlr_callback',
  'optout.created': 'optout_callback',
  'optout.removed': 'optout_callback',
}

export function exampleEvent(kind: EventKind, form: WebhookForm, url: string, apiUrl: string): string {
  const at = now()
  const id = impossibleId()
  if (kind === 'inbound') {
    return inboundPayload(form, url, {
      id,
      from: THEIR_NUMBER,
      to: OUR_NUMBER,
      body: 'Test delivery from Longcode. Nobody sent this message.',
      encoding: 'gsm7',
      kind: 'longcode',
      chargedNanos: 0n,
      at,
    })
  }
  if (kind !== 'receipt') {
    const pair = { number: OUR_NUMBER, consumer: THEIR_NUMBER, isTest: false }
    return optOutPayload(kind, { id, ...pair, source: 'keyword', messageId: id, at })
  }
  const code = RECEIPT_CODES.delivered
  if (!code) throw new Error('a delivered message has no receipt code')
  const body = 'Test delivery from Longcode. This message was never sent.'
  return receiptPayload(form, apiUrl, { id, from: OUR_NUMBER, to: THEIR_NUMBER, body, at, code })
}

/** Of 1970: no message was ever that old. The end differs, for receivers that drop what they have seen. */
function impossibleId(): string {
  return `00000000-0000-7000-8000-${randomBytes(6).toString('hex')}`
}
