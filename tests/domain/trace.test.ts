/** The trace of one message: every way that it can end, each status with its cause, and the money adds up. */
import { describe, expect, test } from 'vitest'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { readTrace } from '#domain/reports/read-trace.ts'
import type { Trace } from '#domain/reports/trace.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { DAY_MS, withClockAt } from '#lib/time.ts'
import { createPdu } from '#server/carriers/smpp/pdu.ts'
import { makeAccount, newConsumer, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'
import {
  accept,
  acceptAndSend,
  answer,
  bring,
  claim,
  DOUBT_MS,
  inbound,
  outcome,
  receipt,
} from '#tests/support/road.ts'
import { expectWhole } from '#tests/support/traces.ts'

const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(Date.now() + ms), work)
const sweepLater = ({ scope }: TestAccount, ms: number) => later(ms, () => sweepMessages(scope.accountId))
const statusesOf = (trace: Trace) => trace.steps.flatMap((step) => step.status ?? [])

async function whole({ scope }: TestAccount, id: string): Promise<Trace> {
  const trace = await readTrace(scope, id)
  expectWhole(trace)
  return trace
}

describe('each end has its causes, and the postings are the shown price', () => {
  test('delivered: request, checks, price, hold, claim, PDU, answer, receipt, settlement', async () => {
    const account = await makeAccount()
    const input = parseSendInput({ from: account.from, to: newConsumer(), body: 'hello', tag: 'reminder' })
    const { id } = await acceptMessage(account.scope, input, { idempotencyKey: 'order-17' })
    await answer(account, await claim(account), () => outcome.accepted('d0001'))
    await bring(receipt(account, 'd0001'))
    const trace = await whole(account, id)
    expect(statusesOf(trace)).toEqual(['accepted', 'sending', 'sent', 'delivered'])
    expect([trace.priceNanos, trace.postedNanos]).toEqual([String(PART_NANOS), String(PART_NANOS)])
    const kinds = new Set(trace.steps.map((step) => step.kind))
    expect([...kinds].sort()).toEqual(['checks', 'pdu', 'posting', 'price', 'request', 'status'])
    expect(trace.steps[0]?.facts).toContainEqual({ name: 'Idempotency key', value: 'order-17' })
    const checks = trace.steps.find((step) => step.kind === 'checks')?.checks ?? []
    expect(checks.map(({ name, result }) => [name, result])).toEqual([
      ['Sender', 'passed'],
      ['Number rules', 'passed'],
      ['Toll-free destination', 'not_asked'],
      ['Opt-out', 'passed'],
      ['Quiet hours', 'not_in_force'],
      ['Registration', 'not_in_force'],
    ])
    expect(trace.steps.find((step) => step.kind === 'price')?.cause).toMatch(
      /^The rate for outbound .* in force since 20\d\d/,
    )
  })

  test('rejected and expired cost nothing, and say why', async () => {
    const account = await makeAccount()
    const rejected = await accept(account)
    await answer(account, await claim(account), outcome.rejected)
    const expired = await accept(account)
    await sweepLater(account, 3 * DAY_MS)
    for (const [id, end, why] of [
      [rejected, 'rejected', /does not know this destination/],
      [expired, 'expired', /within its validity/],
    ] as const) {
      const trace = await whole(account, id)
      expect(trace).toMatchObject({ status: end, priceNanos: '0', postedNanos: '0' })
      expect(trace.steps.findLast((step) => step.status === end)?.cause).toMatch(why)
    }
  })

  test('throttled, in doubt, sent again, delivered: every try stays, each with its claim and its bytes', async () => {
    const account = await makeAccount()
    const id = await accept(account)
    await answer(account, await claim(account), outcome.throttled)
    await later(1_000, async () => answer(account, await claim(account), outcome.uncertain))
    await sweepLater(account, DOUBT_MS + 2_000)
    await later(DOUBT_MS + 3_000, async () => answer(account, await claim(account), () => outcome.accepted('d0002')))
    await later(DOUBT_MS + 4_000, () => bring(receipt(account, 'd0002')))
    const trace = await whole(account, id)
    const tries = trace.steps.filter((step) => step.id.startsWith('submit-'))
    expect(tries.map((step) => [step.causedBy, step.pdu?.command])).toEqual([
      ['claim-1', 'submit_sm'],
      ['claim-2', 'submit_sm'],
      ['claim-3', 'submit_sm'],
    ])
    expect(trace.steps.some((step) => step.cause === 'No answer and no receipt: submitted once more.')).toBe(true)
  })

  test('canceled by an opt-out, and the answer to it: free, and says to which message', async () => {
    const account = await makeAccount()
    const to = newConsumer()
    const id = await accept(account, { to })
    await bring(inbound(account, { from: to, text: 'STOP' }))
    expect((await whole(account, id)).steps.findLast((step) => step.status)?.cause).toMatch(/opted out before/)
    const [reply] = await ask<{ message_id: string }>('select message_id from opt_out_replies where account_id = $1', [
      account.scope.accountId,
    ])
    const trace = await whole(account, reply?.message_id ?? '')
    expect(trace).toMatchObject({ priceNanos: '0', postedNanos: '0' })
    expect(trace.steps[0]?.cause).toMatch(/^The rules of opting out ask for this confirmation, to mdr2-/)
  })

  test('inbound: held for want of a URL, received with one', async () => {
    const account = await makeAccount()
    await bring(inbound(account))
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
    await bring(inbound(account, { text: 'second' }))
    const rows = await ask<{ id: string; status: string }>(
      'select id, status from messages where account_id = $1 order by id',
      [account.scope.accountId],
    )
    expect(rows.map(({ status }) => status)).toEqual(['held', 'received'])
    const [held, received] = await Promise.all(rows.map(({ id }) => whole(account, id)))
    expect(held?.steps.find((step) => step.kind === 'checks')?.checks).toContainEqual(
      expect.objectContaining({ name: 'Kept or told', result: 'failed' }),
    )
    expect(held?.steps.some((step) => step.title === 'Web hook held: inbound message')).toBe(true)
    expect(BigInt(received?.postedNanos ?? 0)).toBeGreaterThan(0n)
  })
})

describe('a role that does not see what messages say', () => {
  const WORDS = 'the secret is under the mat'

  test('sees it nowhere: not in PDUs, request bodies, web hooks or answers; everybody else sees it in each', async () => {
    const account = await makeAccount()
    const bytes = createPdu('deliver_sm', {
      source_addr: '1',
      destination_addr: '2',
      short_message: Buffer.from(WORDS),
    }).toBuffer()
    await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/' })
    await bring(inbound(account, { text: WORDS, raw: bytes.toString('hex') }))
    const body = Buffer.from(JSON.stringify({ body: WORDS }))
    const request = { id: crypto.randomUUID(), contentType: 'application/json', body }
    const input = parseSendInput({ from: account.from, to: newConsumer(), body: WORDS })
    await acceptMessage(account.scope, input, { request })
    const rows = await ask<{ id: string }>('select id from messages where account_id = $1 order by id', [
      account.scope.accountId,
    ])
    const support = await addMember(account, 'support')
    const developer = await addMember(account, 'developer')
    const hex = Buffer.from(WORDS).toString('hex')
    for (const { id } of rows) {
      const masked = JSON.stringify(await readTrace(support.scope, id))
      expect(masked).not.toContain(WORDS)
      expect(masked).not.toContain(hex)
      expect(JSON.stringify(await readTrace(developer.scope, id))).toContain(WORDS)
    }
    const inboundId = rows[0]?.id ?? ''
    const pdu = (await readTrace(support.scope, inboundId)).steps.find((step) => step.pdu)?.pdu
    expect(pdu?.hex).toHaveLength(bytes.length * 2)
    expect(pdu?.fields.find((field) => field.name === 'short_message')?.value).toBeNull()
    expect(JSON.stringify(await readTrace(developer.scope, inboundId))).toContain(hex)
  })

  test('somebody else’s message is not found', async () => {
    const [owner, stranger] = [await makeAccount(), await makeAccount()]
    const { id } = await acceptAndSend(owner)
    await expect(readTrace(stranger.scope, id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
