/**
 * A message from a number to the carrier's loop number, which sends the same text back: when it comes, text works in both directions.
 * Nobody pays for it and it is in no message log: it goes over the same link port, and rows of its own say what became of it.
 */
import { randomInt } from 'node:crypto'
import { systemScope } from '#domain/access/system-scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import type { OutgoingPart, SubmitOutcome } from '#domain/messages/carrier.ts'
import { query, type Tx, tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { HOUR_MS, MINUTE_MS, now } from '#lib/time.ts'
import { activateMessaging } from './activate-messaging.ts'
import { appendEvent } from './append-event.ts'
import { lockOrder, type PortOrder } from './order.ts'
import { tellOfNumber } from './port-letters.ts'

/** A test that did not come back is repeated after this; one that never left, soon. */
const AGAIN_MS = HOUR_MS
const SOON_MS = MINUTE_MS
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const TEXT = /^Loop test ([A-Z0-9]{12})$/

export type LoopTest = { accountId: string; orderId: string; id: string; linkId: string; part: OutgoingPart }
type Due = { account_id: string; order_id: string; e164: string }
type Way = { loopNumber: string | null; linkIds: readonly string[] }

const worker = (accountId: string) => systemScope(accountId, 'Longcode')

/** Whose three days are over, for this worker alone: each becomes a test to submit, and after five days a warning. */
export async function beginLoopTests(way: Way, limit = 50): Promise<LoopTest[]> {
  const due = await query<Due>(
    { name: 'port_tests_due', text: 'select account_id, order_id, e164 from port_tests_due($1, $2)' },
    [now(), limit],
  )
  const tests: LoopTest[] = []
  for (const one of due) {
    try {
      const test = await tenantTransaction(one.account_id, (tx) => begin(tx, one, way))
      if (test) tests.push(test)
    } catch (fault) {
      // It is due still and tried again; those that have begun must leave now.
      log.error({ orderId: one.order_id, fault: String(fault) }, 'a loop test could not begin')
    }
  }
  return tests
}

async function begin(tx: Tx, due: Due, { loopNumber, linkIds }: Way): Promise<LoopTest | null> {
  const { account_id: accountId, e164 } = due
  const order = await lockOrder(tx, accountId, due.order_id)
  const at = now()
  // Another worker may have been here while this one waited for the lock.
  const [number] = await tx.query<{ messaging: string; messaging_by: Date }>(
    `select messaging, messaging_by from port_numbers
     where account_id = $1 and order_id = $2 and e164 = $3 and test_due_at <= $4`,
    [accountId, order.id, e164, at],
  )
  if (!number) return null
  const isOver = number.messaging_by <= at
  if (isOver && number.messaging === 'porting') await warn(tx, accountId, order, e164)
  const [link] = await tx.query<{ id: string }>(
    'select id from links where enabled and takes_live and id = any($1) order by priority, id limit 1',
    [linkIds],
  )
  if (loopNumber === null) {
    // Nothing to test with: the operator confirms; the fifth day is waited for all the same.
    await setDue(tx, due, isOver ? null : number.messaging_by)
    return null
  }
  if (!link) return null
  await setDue(tx, due, new Date(at.getTime() + AGAIN_MS))
  return insert(tx, due, { loopNumber, linkId: link.id })
}

async function insert(tx: Tx, due: Due, way: { loopNumber: string; linkId: string }): Promise<LoopTest> {
  const { account_id: accountId, order_id: orderId, e164 } = due
  const at = now()
  const id = newId(at)
  const token = Array.from({ length: 12 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  const before = await tx.query(
    'select 1 from port_loop_tests where account_id = $1 and e164 = $2 and order_id = $3 limit 1',
    [accountId, e164, orderId],
  )
  await tx.query(
    `insert into port_loop_tests (account_id, id, order_id, e164, token, loop_e164, link_id, begun_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [accountId, id, orderId, e164, token, way.loopNumber, way.linkId, at],
  )
  if (before.length === 0) await appendEvent(tx, worker(accountId), orderId, { kind: 'loop_test', note: e164 })
  const part: OutgoingPart = {
    from: e164,
    to: way.loopNumber,
    text: `Loop test ${token}`,
    encoding: 'gsm7',
    concat: null,
  }
  return { accountId, orderId, id, linkId: way.linkId, part }
}

async function warn(tx: Tx, accountId: string, order: PortOrder, e164: string): Promise<void> {
  await tx.query(
    "update port_numbers set messaging = 'overdue' where account_id = $1 and order_id = $2 and e164 = $3",
    [accountId, order.id, e164],
  )
  await appendEvent(tx, worker(accountId), order.id, { kind: 'overdue', note: e164 })
  await appendAudit(tx, worker(accountId), {
    action: 'port_number.overdue',
    object: e164,
    before: { messaging: 'porting' },
    after: { messaging: 'overdue', port_order: order.id },
  })
  await tellOfNumber(tx, accountId, order, e164, null)
}

async function setDue(tx: Tx, due: Due, at: Date | null): Promise<void> {
  await tx.query('update port_numbers set test_due_at = $4 where account_id = $1 and order_id = $2 and e164 = $3', [
    due.account_id,
    due.order_id,
    due.e164,
    at,
  ])
}

/** What the carrier answered to the submission. The way back is another matter (`takeLoopReply`), and may have been faster. */
export async function recordLoopSubmit(test: LoopTest, outcome: SubmitOutcome): Promise<void> {
  const { accountId, orderId, id, part } = test
  const at = now()
  const isTaken = outcome.kind === 'accepted'
  const problem = isTaken ? null : 'reason' in outcome ? outcome.reason : 'the carrier is busy'
  await tenantTransaction(accountId, async (tx) => {
    await tx.query(
      'update port_loop_tests set taken_at = $3, carrier_message_id = $4, problem = $5 where account_id = $1 and id = $2',
      [accountId, id, isTaken ? at : null, isTaken ? outcome.carrierMessageId : null, problem?.slice(0, 300) ?? null],
    )
    if (outcome.kind === 'unsent' || outcome.kind === 'throttled')
      await tx.query(
        `update port_numbers set test_due_at = $4
         where account_id = $1 and order_id = $2 and e164 = $3 and messaging in ('porting', 'overdue')`,
        [accountId, orderId, part.from, new Date(at.getTime() + SOON_MS)],
      )
  })
}

/** Whether an inbound message can be the answer to a test at all: asked of every one, so it costs no query. */
export function loopTokenIn(text: string): string | null {
  return TEXT.exec(text.trim())?.[1] ?? null
}

/** In the transaction that takes the message in. True: it was ours, and is nobody's message. */
export async function takeLoopReply(
  tx: Tx,
  accountId: string,
  reply: { from: string; to: string; body: string },
): Promise<boolean> {
  const token = loopTokenIn(reply.body)
  if (token === null) return false
  const [test] = await tx.query<{ id: string; order_id: string; returned_at: Date | null }>(
    `select id, order_id::text, returned_at from port_loop_tests
     where account_id = $1 and e164 = $2 and loop_e164 = $3 and token = $4`,
    [accountId, reply.to, reply.from, token],
  )
  if (!test) return false
  if (test.returned_at) return true
  const order = await lockOrder(tx, accountId, test.order_id)
  await tx.query('update port_loop_tests set returned_at = $3 where account_id = $1 and id = $2', [
    accountId,
    test.id,
    now(),
  ])
  await activateMessaging(tx, worker(accountId), order, reply.to, 'a loop test came back')
  return true
}
