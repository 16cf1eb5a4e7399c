import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { askBillCheck } from '#domain/billing/ask-bill-check.ts'
import type { BillFaultKind } from '#domain/billing/bill-fault.ts'
import { checkBill } from '#domain/billing/check-bill.ts'
import { listBills } from '#domain/billing/list-bills.ts'
import { readBill } from '#domain/billing/read-bill.ts'
import { readBillCheck } from '#domain/billing/read-bill-check.ts'
import { runBillCheck } from '#domain/billing/run-bill-check.ts'
import { newId } from '#lib/ids.ts'
import { now } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { lived, THIS_MONTH as MONTH } from '#tests/support/lived.ts'
import { acceptAndSend } from '#tests/support/road.ts'
import { MONTHLY_NANOS, SETUP_NANOS } from '#tests/support/stock.ts'

const INBOUND_NANOS = PART_NANOS
const SAVED = ['ledger_postings', 'spend_totals', 'messages', 'rates']

describe('a check of a bill', () => {
  test('of what the road did finds every line right, and says when', async () => {
    const { scope } = await lived()
    const verdict = await checkBill(scope, MONTH)
    expect(verdict).toMatchObject({ faults: [], faultCount: 0, differenceNanos: 0n })
    expect(verdict.expectedNanos).toBe((await readBill(scope, MONTH)).spentNanos)
    expect(verdict.expectedNanos).toBeGreaterThan(SETUP_NANOS + MONTHLY_NANOS)
  })

  test('is a job: asked for twice it is made once, and its result is kept until the next', async () => {
    const { scope } = await lived()
    await askBillCheck(scope, MONTH)
    await askBillCheck(scope, MONTH)
    expect(await readBillCheck(scope, MONTH)).toMatchObject({ state: 'waiting', verdict: null })
    while (await runBillCheck(new AbortController().signal));
    const check = await readBillCheck(scope, MONTH)
    expect(check).toMatchObject({ state: 'done', verdict: { differenceNanos: 0n, faultCount: 0 } })
    const stranger = await makeAccount()
    expect(await readBillCheck(stranger.scope, MONTH)).toBeNull()
    await askBillCheck(scope, MONTH)
    expect(await readBillCheck(scope, MONTH)).toMatchObject({ state: 'waiting', verdict: { differenceNanos: 0n } })
    while (await runBillCheck(new AbortController().signal));
    expect((await listBills(scope))[0]).toMatchObject({ month: MONTH, differenceNanos: 0n, faults: 0 })
  })

  test('judges each message by the tier of its moment, and what is from before there were rates by the card then in force', async () => {
    const account = await makeAccount()
    const { accountId } = account.scope
    await acceptAndSend(account)
    await ask('update messages set rate_id = null, destination = $2 where account_id = $1', [accountId, 'any'])
    const [below, above] = [newId(), newId()]
    await ask(
      `insert into account_rates (account_id, id, direction, number_kind, destination, from_parts, until_parts, part_nanos, effective_from)
       values ($1, $2, 'outbound', 'longcode', 'us', 0, 3, 4000000, $4), ($1, $3, 'outbound', 'longcode', 'us', 3, null, 3000000, $4)`,
      [accountId, below, above, now()],
    )
    await acceptAndSend(account, { body: 'a'.repeat(400) })
    await acceptAndSend(account)
    const { faults } = await checkBill(account.scope, MONTH)
    // The statement alone was written before the first message lost its destination.
    expect(faults.filter(({ kind }) => kind !== 'totals')).toEqual([])
    const rated = await ask('select part_nanos from messages where account_id = $1 order by id', [accountId])
    expect(rated.map((row) => Number(row.part_nanos))).toEqual([4_000_000, 4_000_000, 3_000_000])

    await ask('update account_rates set from_parts = 300, until_parts = null where account_id = $1 and id = $2', [
      accountId,
      above,
    ])
    const verdict = await checkBill(account.scope, MONTH)
    expect(verdict.faults.map(({ kind }) => kind)).toContain('tier')
    expect(verdict.differenceNanos).toBe(-1_000_000n)
  })

  describe('of an account where something is planted', () => {
    let account: TestAccount
    beforeAll(async () => {
      account = await lived()
      // The index that keeps a second charge out; what is planted is put back after each.
      await ask('drop index ledger_once_a_message')
      for (const table of SAVED) await ask(`create table saved_${table} as select * from ${table}`)
    })
    afterEach(async () => {
      const own = [account.scope.accountId]
      for (const table of ['ledger_postings', 'spend_totals']) {
        await ask(`delete from ${table} where account_id = $1`, own)
        await ask(`insert into ${table} select * from saved_${table} where account_id = $1`, own)
      }
      await ask(
        `update messages m set part_nanos = s.part_nanos, surcharge_nanos = s.surcharge_nanos, price_nanos = s.price_nanos,
           sent_at = s.sent_at
         from saved_messages s where m.account_id = $1 and s.account_id = m.account_id and s.id = m.id`,
        own,
      )
      await ask('update rates r set part_nanos = s.part_nanos from saved_rates s where s.id = r.id')
      expect(await checkBill(account.scope, MONTH)).toMatchObject({ faultCount: 0 })
    })

    const CENT = 10_000_000n
    const post = (kind: string, amount: string, message: string, at: string, whose: string) =>
      `insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, message_id, reason, at)
       select $1, gen_random_uuid(), '${kind}', 'held', 'usage', ${amount}, ${message}, 'planted', ${at} from messages
       where account_id = $1 and direction = 'outbound' and status = '${whose}'`
    const sent = "where account_id = $1 and status = 'sent'"
    const settled = "where account_id = $1 and kind = 'settle'"

    test.each<[string, BillFaultKind, bigint, string]>([
      [
        'a posting that is a cent too high',
        'amount',
        CENT,
        `update ledger_postings set amount_nanos = amount_nanos + ${CENT} ${settled}`,
      ],
      [
        'a price that is a cent too high',
        'price',
        0n,
        `update messages set price_nanos = price_nanos + ${CENT} ${sent}`,
      ],
      ['a sent message without its charge', 'missing', -2n * PART_NANOS, `delete from ledger_postings ${settled}`],
      [
        'a received one without its charge',
        'missing',
        -INBOUND_NANOS,
        "delete from ledger_postings where account_id = $1 and kind = 'charge'",
      ],
      [
        'a message that was charged twice',
        'doubled',
        2n * PART_NANOS,
        post('settle', 'price_nanos', 'id', "sent_at + interval '1 ms'", 'sent'),
      ],
      [
        'a charge for what the carrier refused',
        'unasked',
        PART_NANOS,
        post('settle', 'price_nanos', 'id', 'final_at', 'rejected'),
      ],
      ['a charge of no message', 'orphan', 5n, post('charge', '5', 'gen_random_uuid()', 'sent_at', 'sent')],
      ['a message at another rate', 'rate', 0n, `update messages set part_nanos = part_nanos + 1 ${sent}`],
      [
        'a rate that was changed afterwards',
        'rate',
        2n,
        "update rates set part_nanos = part_nanos - 1 where $1 <> '' and direction = 'outbound'",
      ],
      ['a surcharge that nobody asks for', 'surcharge', 0n, `update messages set surcharge_nanos = 1 ${sent}`],
      [
        'a number that cost more than it was bought for',
        'number',
        CENT,
        `update ledger_postings set amount_nanos = amount_nanos + ${CENT} where account_id = $1 and kind = 'setup'`,
      ],
      [
        'a month of a number that was not charged',
        'number_missing',
        -MONTHLY_NANOS,
        "delete from ledger_postings where account_id = $1 and kind = 'monthly'",
      ],
      [
        'a month of a number that was charged again under another first day',
        'number_doubled',
        MONTHLY_NANOS,
        `insert into ledger_postings (account_id, id, kind, source, destination, amount_nanos, number, period_from, reason, at)
         select $1, gen_random_uuid(), kind, source, destination, amount_nanos, number, period_from + 5, reason, at + interval '1 ms'
         from ledger_postings where account_id = $1 and kind = 'monthly'`,
      ],
      [
        'a line that is not its postings',
        'totals',
        0n,
        "update spend_totals set nanos = nanos + 1 where account_id = $1 and value like 'settle%'",
      ],
      [
        'money in that is not what was posted',
        'totals',
        0n,
        "update spend_totals set nanos = nanos - 1 where account_id = $1 and value like 'credit%'",
      ],
      [
        'a line that counts other messages',
        'counts',
        0n,
        "update spend_totals set messages = messages + 1 where account_id = $1 and value like 'settle%'",
      ],
      [
        'a charge of a message of another month',
        'elsewhere',
        2n * PART_NANOS,
        `update messages set sent_at = sent_at - interval '40 days' ${sent}`,
      ],
    ])('finds and names %s', async (_, kind, difference, sql) => {
      await ask(sql, [account.scope.accountId])
      const verdict = await checkBill(account.scope, MONTH)
      const fault = verdict.faults.find((one) => one.kind === kind)
      expect(fault, JSON.stringify(verdict.faults)).toBeDefined()
      expect(fault?.messageId ?? fault?.postingId ?? fault?.number ?? fault?.line).toBeTruthy()
      expect(verdict.differenceNanos).toBe(difference)
    })
  })
})
