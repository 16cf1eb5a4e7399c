/** An account that has everything there is, for tests that must not pass over a table because it is empty. */
import { expect, vi } from 'vitest'
import { inviteMember } from '#domain/access/invite-member.ts'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import { askExport } from '#domain/exports/ask-export.ts'
import { readExportChoice, USUAL_CHOICE } from '#domain/exports/export-choice.ts'
import { makeSchedule } from '#domain/exports/make-schedule.ts'
import { runExport } from '#domain/exports/run-export.ts'
import { relayInsights } from '#domain/insights/relay-insights.ts'
import { recordKeyUses } from '#domain/keys/record-key-uses.ts'
import { recordRefusals } from '#domain/keys/record-refusals.ts'
import { checkAccount } from '#domain/ledger/check-books.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { makeEditJob } from '#domain/numbers/make-edit-job.ts'
import { runNumberJobs } from '#domain/numbers/run-number-job.ts'
import { startNumberJob } from '#domain/numbers/start-number-job.ts'
import { setAlerts } from '#domain/payments/set-alerts.ts'
import { beginLoopTests } from '#domain/porting/loop-test.ts'
import { NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { relayTexts } from '#domain/reports/relay-texts.ts'
import { relayTotals } from '#domain/reports/relay-totals.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { startCopies } from '#domain/routing/start-copies.ts'
import { DEFAULT_LOOK } from '#domain/views/message-look.ts'
import { saveView } from '#domain/views/save-view.ts'
import { setMessageLook } from '#domain/views/set-message-look.ts'
import { recordAttempts } from '#domain/webhooks/record-attempts.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { claimDue } from '#tests/support/claim-due.ts'
import { personOf } from '#tests/support/own-person.ts'
import { portedOrder } from '#tests/support/port.ts'
import { acceptAndSend, bring, inbound, receipt } from '#tests/support/road.ts'
import { paidByCard } from '#tests/support/stripe/paid-by-card.ts'

/** A row in every tenant table: what no verb of a moment writes is put there by hand. */
export async function fillEveryTable(owner: TestAccount): Promise<void> {
  const { accountId } = owner.scope
  const receipts = { e164: '', kind: 'sms_dlr_callback', url: 'https://hooks.harbor.example/' } as const
  await setRequestUrl(owner.scope, receipts)
  await startCopies(owner.scope, { ...receipts, events: 1 })
  await inviteMember(owner.scope, { email: 'ben@sound.example', role: 'developer' })
  const { carrierId } = await acceptAndSend(owner, { body: 'it’s ready' })
  await bring(receipt(owner, carrierId, { state: 'undelivered', errorCode: '034' }))
  await bring(inbound(owner, { text: 'please quit texting me' }), inbound(owner, { text: 'STOP' }))
  const input = parseSendInput({ from: owner.from, to: '12065550107', body: 'hi' })
  await acceptMessage(owner.scope, input, { idempotencyKey: 'k' })
  const [delivery] = await claimDue(accountId, { limit: 1, leaseMs: MINUTE_MS })
  const tried = { startedAt: now(), durationMs: 1, statusCode: 200, error: null, answer: '' }
  await recordAttempts(accountId, [
    { deliveryId: delivery?.id ?? '', endpointId: delivery?.endpointId ?? '', ...tried },
  ])
  await recordKeyUses([usesOf(owner)])
  await recordRefusals({ rows: [refusedCallOf(owner)], more: [] })
  await ask('insert into cart_numbers (account_id, e164, added_at) values ($1, $2, now())', [accountId, '+12065550199'])
  await portedOrder(owner)
  const linkIds = [(await sandboxLink()).id]
  const inThreeDays = new Date(now().getTime() + 3 * DAY_MS)
  await withClockAt(inThreeDays, () => beginLoopTests({ loopNumber: '+12025550199', linkIds }))
  const edit = { addTags: 'desk', removeTags: '', sms_callback: 'keep', sms_dlr_callback: 'keep' } as const
  const person = await personOf(owner)
  await startNumberJob(person, { id: await makeEditJob(person, { numbers: [owner.from] }, edit) })
  await runNumberJobs({ batch: 1, leaseMs: MINUTE_MS })
  await setAlerts(owner.scope, '5')
  await paidByCard(owner)
  await saveView(person, { name: 'Failed', filter: NO_MESSAGE_FILTER, look: DEFAULT_LOOK, isShared: true })
  await setMessageLook(person, DEFAULT_LOOK)
  await checkAccount(accountId)
  await askBillCheck(owner.scope, now().toISOString().slice(0, 7))
  await ask(
    `insert into replays (account_id, id, filter, per_second, total, until, started_at, started_by)
     values ($1, $2, '{}', 1, 0, now(), now(), 'ben')`,
    [accountId, newId()],
  )
  const limit = newId()
  await ask(
    `with own as (
       insert into account_rates (account_id, id, direction, number_kind, part_nanos, effective_from) values ($1, $2, 'outbound', 'longcode', 1, now())
     ), quote as (
       insert into quotes (account_id, id, state, monthly_parts, number_kinds, asked_at, asked_by) values ($1, $2, 'asked', 1, '{longcode}', now(), 'ben')
     ), quoted as (
       insert into quote_rates (account_id, quote_id, direction, number_kind, destination, from_parts, part_nanos)
       values ($1, $2, 'outbound', 'longcode', 'any', 0, 1)
     ), fuse as (
       insert into fuse_settings (account_id) values ($1)
     ), tripped as (
       insert into fuse_trips (account_id, id, prefix, tripped_at, messages, within_seconds, allowed) values ($1, $2, '+1268', now(), 9, 60, 5)
     )
     insert into spend_limits (account_id, id, name, subject, period, limit_nanos, created_at)
     values ($1, $2, 'A day', 'account', 'day', 1000000000, now())`,
    [accountId, limit],
  )
  await ask(
    `insert into spend_alerts (account_id, limit_id, window_from, percent, spent_nanos, at) values ($1, $2, now(), 80, 1, now())`,
    [accountId, limit],
  )
  const file = { filter: NO_MESSAGE_FILTER, filterZone: 'UTC', choice: readExportChoice(USUAL_CHOICE, 'UTC').choice }
  await askExport(person, file)
  await runExport(new AbortController().signal)
  await makeSchedule(person, { ...file, name: 'Each day' })
  await vi.waitFor(async () => {
    await relayOutbox()
    await relayInsights()
    await relayTexts()
    await relayTotals()
    for (const table of ['message_rollups', 'message_texts', 'message_totals', 'insight_errors', 'insight_characters'])
      expect(await ask(`select 1 from ${table} where account_id = $1`, [accountId])).not.toEqual([])
  })
}

/** One call of a key, as the API records it. */
function usesOf({ scope, keyId: key_id }: TestAccount) {
  const at = now()
  const counted = { key_id, generation: 1, calls: 1, refused: 0 }
  const caller = { address: '203.0.113.7', agent: 'client/1' }
  const use = { ...counted, ...caller, day: '2026-11-25', endpoint: 'GET /v2/numbers', number: '' }
  const listed = { key_id, id: newId(), at, generation: 1, method: 'GET', path: '/v2/numbers', status: 200, code: '' }
  return {
    account: scope.accountId,
    uses: [{ ...use, first_at: at, last_at: at }],
    minutes: [{ ...counted, minute: at }],
    requests: [{ ...listed, ...caller, duration_ms: 1 }],
  }
}

function refusedCallOf({ scope, keyId }: TestAccount) {
  const call = { method: 'POST', path: '/v2/messages', status: 402, code: 'insufficient_funds', sentence: 'No.' }
  const caller = { address: '203.0.113.7', agent: 'client/1', idempotency_key: '' }
  const content = { from_e164: '', to_e164: '', body: '', body_bytes: 0 }
  return { account_id: scope.accountId, id: newId(), at: now(), key_id: keyId, ...call, ...caller, ...content }
}
