/** A message's road by the domain's verbs alone: what a worker and a carrier would do, step by step, without either. */
import { acceptMessage } from '#domain/messages/accept-message.ts'
import type { CarrierReceipt, IncomingPart, SubmitOutcome } from '#domain/messages/carrier.ts'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { type ClaimedMessage, claimMessages } from '#domain/messages/claim-messages.ts'
import { recordOutcomes } from '#domain/messages/record-outcomes.ts'
import { segment } from '#domain/messages/segments.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { newConsumer, sandboxLink, type TestAccount } from './account.ts'

export const LEASE_MS = 30_000
export const DOUBT_MS = 60_000

/** Accepts a message and returns its id. */
export async function accept(account: TestAccount, fields: Record<string, unknown> = {}): Promise<string> {
  const input = { from: account.from, to: newConsumer(), body: 'hello there', ...fields }
  return (await acceptMessage(account.scope, parseSendInput(input))).id
}

export async function claim(account: TestAccount, limit = 100, owner = newId()): Promise<ClaimedMessage[]> {
  const link = await sandboxLink()
  return claimMessages(account.scope.accountId, { linkId: link.id, owner, leaseMs: LEASE_MS, limit })
}

const exchange = () => ({
  sequence: 1,
  commandStatus: 0,
  submittedAt: now(),
  answeredAt: now(),
  submitPdu: '00000010000000040000000000000001',
  answerPdu: '00000010800000040000000000000001',
})

export const outcome = {
  accepted: (carrierMessageId: string): SubmitOutcome => ({ kind: 'accepted', carrierMessageId, exchange: exchange() }),
  rejected: (): SubmitOutcome => ({
    kind: 'rejected',
    reason: 'the carrier does not know this destination',
    exchange: { ...exchange(), commandStatus: 0x0b },
  }),
  throttled: (): SubmitOutcome => ({ kind: 'throttled', retryAfterMs: 100, exchange: exchange() }),
  uncertain: (): SubmitOutcome => ({
    kind: 'uncertain',
    reason: 'the line dropped',
    exchange: { ...exchange(), commandStatus: null, answeredAt: null, answerPdu: null },
  }),
  unsent: (): SubmitOutcome => ({ kind: 'unsent', reason: 'the link was down' }),
}

let carrierIds = 0
/** An id that no carrier has given in this file: hex, as a submit answer writes it. */
export function newCarrierId(): string {
  carrierIds += 1
  return `c${carrierIds.toString(16).padStart(7, '0')}`
}

/** Records what the carrier answered for every part of claimed messages. */
export async function answer(
  account: TestAccount,
  messages: readonly ClaimedMessage[],
  answerFor: (message: ClaimedMessage, part: number) => SubmitOutcome,
): Promise<void> {
  const link = await sandboxLink()
  const results = messages.map((message) => ({
    messageId: message.id,
    lease: message.lease,
    parts: segment(message.body).parts.map((_, index) => ({
      number: index + 1,
      outcome: answerFor(message, index + 1),
    })),
  }))
  await recordOutcomes(account.scope.accountId, { id: link.id, doubtMs: DOUBT_MS }, results)
}

/** Accepts one message, and lets the carrier take it. */
export async function acceptAndSend(account: TestAccount, fields: Record<string, unknown> = {}) {
  const id = await accept(account, fields)
  const carrierId = newCarrierId()
  await answer(account, await claim(account), () => outcome.accepted(carrierId))
  return { id, carrierId }
}

export function receipt(account: TestAccount, carrierMessageId: string, fields: Partial<CarrierReceipt> = {}) {
  return {
    kind: 'receipt',
    carrierMessageId,
    state: 'delivered',
    errorCode: '000',
    from: newConsumer(),
    to: account.from,
    at: now(),
    raw: '00',
    ...fields,
  } satisfies CarrierReceipt
}

export function inbound(account: TestAccount, fields: Partial<IncomingPart> = {}): IncomingPart {
  const text = fields.text ?? 'hi'
  const base = { kind: 'inbound', from: newConsumer(), to: account.from, text, concat: null, raw: '00' } as const
  return { ...base, encoding: segment(text).encoding, ...fields }
}

/** The carrier brings these; what can be worked off at once is worked off. */
export async function bring(...batch: (CarrierReceipt | IncomingPart)[]): Promise<void> {
  await storeIncoming((await sandboxLink()).id, batch)
  while ((await workInbox(100)) > 0);
}
