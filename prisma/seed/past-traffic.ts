/**
 * A month of traffic in both directions, lived through by the product's own verbs with a moved clock: accepted, claimed,
 * answered, receipted, received, charged, delivered. Only the wires are missing: what the carrier and the office's receiver
 * answered is written here.
 */
import type { Scope } from '#domain/access/scope.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import type { CarrierReceipt, SubmitOutcome } from '#domain/messages/carrier.ts'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { type ClaimedMessage, claimMessages } from '#domain/messages/claim-messages.ts'
import { recordOutcomes } from '#domain/messages/record-outcomes.ts'
import { segment } from '#domain/messages/segments.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { claimDeliveries } from '#domain/webhooks/claim-deliveries.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { dueEndpointsOf } from '#domain/webhooks/walk-endpoints.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { INBOUND_TEXTS, OUTBOUND_TEXTS, PATIENTS } from './demo-texts.ts'
import { createRandom } from './random.ts'
import { answerPdu, inboundPdu, receiptPdu, submitPdu } from './wire.ts'

type Random = ReturnType<typeof createRandom>
type Traffic = { scope: Scope; linkId: string; numbers: readonly string[]; until: Date; days: number }

/** Rounds by the local hour: busy while the office is open, codes and reminders around the clock. */
const BUSY_FROM = 8
const BUSY_UNTIL = 19
const ROUND_HOURS = 2
/** The offices stand in Seattle: their morning is the UTC afternoon. */
const OFFSET_HOURS = 8

export async function livePastTraffic(traffic: Traffic): Promise<void> {
  const random = createRandom(48_213)
  const midnight = Math.floor(traffic.until.getTime() / DAY_MS) * DAY_MS
  for (let day = traffic.days; day >= 0; day -= 1) {
    for (let hour = 0; hour < 24; hour += ROUND_HOURS) {
      const at = new Date(midnight - day * DAY_MS + (hour + OFFSET_HOURS) * HOUR_MS + random.below(50) * MINUTE_MS)
      if (at.getTime() > traffic.until.getTime() - 10 * MINUTE_MS) return
      await liveRound(traffic, random, at, hour >= BUSY_FROM && hour < BUSY_UNTIL)
    }
  }
}

async function liveRound(traffic: Traffic, random: Random, at: Date, open: boolean): Promise<void> {
  const busy = open && ![0, 6].includes(at.getUTCDay())
  const outbound = busy ? 4 + random.below(7) : random.below(4)
  for (let index = 0; index < outbound; index += 1) {
    const moment = at.getTime() + index * 37_000 + random.below(20_000)
    await withClockAt(new Date(moment), () => accept(traffic, random))
    const taken = await withClockAt(new Date(moment + 12 + random.below(30)), () => submitAll(traffic, random))
    await withClockAt(new Date(moment + 600 + random.below(1_900)), () => receiptAll(traffic, random, taken))
  }
  const end = at.getTime() + outbound * 60_000
  const inbound = random.below(busy ? 4 : 2)
  for (let index = 0; index < inbound; index += 1) {
    await withClockAt(new Date(end + (index + 1) * 41_000 + random.below(9_000)), () => receive(traffic, random))
  }
}

async function accept({ scope, numbers }: Traffic, random: Random): Promise<void> {
  const from = random.pick(numbers)
  await acceptMessage(scope, parseSendInput({ from, to: random.pick(PATIENTS), body: random.pick(OUTBOUND_TEXTS) }))
}

type Taken = { message: ClaimedMessage; ids: string[] }

async function submitAll({ scope, linkId }: Traffic, random: Random): Promise<Taken[]> {
  const owner = newId()
  const messages = await claimMessages(scope.accountId, { linkId, owner, leaseMs: MINUTE_MS, limit: 100 })
  const submittedAt = now()
  const taken: Taken[] = []
  const results = messages.map((message) => {
    const refused = random.next() < 0.012
    const ids: string[] = []
    const parts = segment(message.body).parts.map((_, index) => {
      const sequence = 1_000 + random.below(90_000)
      const carrierMessageId = `${submittedAt.getTime().toString(16)}${random.below(0xffffff).toString(16)}`
      const commandStatus = refused ? 0x0b : 0
      const exchange = {
        sequence,
        commandStatus,
        submittedAt,
        answeredAt: new Date(submittedAt.getTime() + 40),
        submitPdu: submitPdu(message, index, sequence),
        answerPdu: answerPdu(sequence, commandStatus, carrierMessageId),
      }
      if (!refused) ids.push(carrierMessageId)
      const outcome: SubmitOutcome = refused
        ? { kind: 'rejected', reason: 'The carrier does not know this destination. (ESME_RINVDSTADR)', exchange }
        : { kind: 'accepted', carrierMessageId, exchange }
      return { number: index + 1, outcome }
    })
    taken.push({ message, ids })
    return { messageId: message.id, lease: message.lease, parts }
  })
  if (results.length > 0) await recordOutcomes(scope.accountId, { id: linkId, doubtMs: MINUTE_MS }, results)
  return taken
}

async function receiptAll({ linkId }: Traffic, random: Random, taken: readonly Taken[]): Promise<void> {
  const receipts = taken.flatMap(({ message, ids }): CarrierReceipt[] => {
    if (random.next() < 0.006) return [] // this one never comes
    const delivered = random.next() > 0.02
    return ids.map((carrierMessageId) => {
      const receipt = {
        carrierMessageId,
        state: delivered ? ('delivered' as const) : ('undelivered' as const),
        errorCode: delivered ? '000' : '034',
        from: message.to,
        to: message.from,
        at: now(),
      }
      return { kind: 'receipt', ...receipt, raw: receiptPdu(receipt) }
    })
  })
  if (receipts.length === 0) return
  await storeIncoming(linkId, receipts)
  await workInbox(500)
}

async function receive({ scope, linkId, numbers }: Traffic, random: Random): Promise<void> {
  const text = random.pick(INBOUND_TEXTS)
  const { encoding } = segment(text)
  const [from, to] = [random.pick(PATIENTS), random.pick(numbers)]
  const message = { text, encoding, concat: null }
  await storeIncoming(linkId, [{ kind: 'inbound', from, to, ...message, raw: inboundPdu(from, to, message) }])
  await workInbox(10)
  const durationMs = 40 + random.below(80)
  // The office's server has its moments; the second try arrives.
  const isDown = durationMs % 20 === 0
  if (isDown) await tell(scope.accountId, { durationMs, statusCode: 503, answer: 'restarting' })
  await withClockAt(new Date(now().getTime() + (isDown ? 15 * SECOND_MS : 0)), () =>
    tell(scope.accountId, { durationMs, statusCode: 200, answer: 'ok' }),
  )
}

type Told = { durationMs: number; statusCode: number; answer: string }

async function tell(accountId: string, { durationMs, statusCode, answer }: Told): Promise<void> {
  const own = await dueEndpointsOf(accountId)
  const claims = await Promise.all(own.map((endpoint) => claimDeliveries(endpoint, { limit: 10, leaseMs: MINUTE_MS })))
  const deliveries = claims.flatMap((claim) => claim.deliveries)
  const share = (of: number) => Math.round(durationMs * of)
  const attempts = deliveries.map(({ id: deliveryId, endpointId, url }) => ({
    deliveryId,
    endpointId,
    startedAt: now(),
    durationMs,
    statusCode,
    error: null,
    answer,
    seen: {
      url,
      address: '203.0.113.20',
      reused: false,
      fault: null,
      dnsMs: share(0.08),
      connectMs: share(0.22),
      tlsMs: share(0.31),
      firstByteMs: share(0.36),
      requestHeaders: { 'content-type': 'application/json', 'user-agent': 'Longcode', 'webhook-id': deliveryId },
      answerHeaders: { 'content-type': 'text/plain' },
    },
  }))
  if (attempts.length > 0) await recordAttempts(accountId, attempts)
}
