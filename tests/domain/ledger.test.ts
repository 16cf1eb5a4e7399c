/** The books balance after any history: random ones, lived by the product's own verbs, with many things at once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { accept, answer, bring, claim, inbound, newCarrierId, outcome, receipt } from '#tests/support/road.ts'

const SEED = 20_261_123
const RUNS = 25

type Step =
  | { kind: 'send'; parts: number; count: number }
  | { kind: 'answer'; how: 'accepted' | 'rejected' | 'throttled' | 'uncertain' | 'unsent' }
  | { kind: 'receipt'; state: 'delivered' | 'undelivered' | 'expired' }
  | { kind: 'receive'; count: number }
  | { kind: 'credit'; parts: number }
  | { kind: 'wait'; days: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    parts: fc.integer({ min: 1, max: 3 }),
    count: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({
    kind: fc.constant('answer' as const),
    how: fc.constantFrom('accepted', 'rejected', 'throttled', 'uncertain', 'unsent'),
  }),
  fc.record({ kind: fc.constant('receipt' as const), state: fc.constantFrom('delivered', 'undelivered', 'expired') }),
  fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('credit' as const), parts: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.constantFrom(0.001, 1, 3) }),
)

/** Several sends of one step are made at once; what the balance does not cover is refused. */
async function live(account: TestAccount, steps: readonly Step[]): Promise<void> {
  let at = now().getTime()
  const carrierIds: string[] = []
  const take = { kind: 'accepted' as const }
  for (const one of steps) {
    await withClockAt(new Date(at), async () => {
      if (one.kind === 'send') {
        const body = 'a'.repeat(one.parts === 1 ? 10 : 153 * one.parts)
        const sends = Array.from({ length: one.count }, () => accept(account, { body }).catch(onlyFunds))
        await Promise.all(sends)
      } else if (one.kind === 'answer') {
        await answer(account, await claim(account), () => {
          if (one.how !== take.kind) return outcome[one.how]()
          carrierIds.push(newCarrierId())
          return outcome.accepted(carrierIds.at(-1) ?? '')
        })
      } else if (one.kind === 'receipt') {
        const ids = carrierIds.splice(0, 2)
        if (ids.length > 0) await bring(...ids.map((id) => receipt(account, id, { state: one.state })))
      } else if (one.kind === 'receive') {
        await bring(...Array.from({ length: one.count }, () => inbound(account)))
      } else if (one.kind === 'credit') {
        await creditAccount(account.scope, { amountNanos: BigInt(one.parts) * PART_NANOS, reason: 'more' })
      } else {
        at += one.days * DAY_MS
        await withClockAt(new Date(at), () => sweepMessages(account.scope.accountId))
      }
    })
  }
}

function onlyFunds(fault: unknown): void {
  if (!(fault instanceof Refusal) || fault.code !== 'insufficient_funds') throw fault
}

/** The carrier took it: that is the first end in its own history, whatever was written about money. */
const TAKEN = `coalesce((select e.kind in ('message.sent', 'message.delivered', 'message.undelivered') from message_events e
  where e.account_id = m.account_id and e.message_id = m.id
    and e.kind not in ('message.accepted', 'message.sending', 'message.uncertain', 'message.deferred')
  order by e.rev limit 1), false)`

async function expectBooksBalance(account: TestAccount): Promise<void> {
  const { scope } = account
  const kept = await books(account)
  expect(kept.total).toBe(0n)
  expect(kept.balance).toEqual({ available: kept.available, held: kept.held })
  expect(kept.available >= 0n && kept.held >= 0n && kept.usage >= 0n).toBe(true)
  // Money is held for exactly the messages that have not ended, and each that ended had one end.
  const wrong = await ask(
    `select m.id, m.status, array_agg(p.kind order by p.at) as kinds from messages m
     left join ledger_postings p on p.account_id = m.account_id and p.message_id = m.id
     where m.account_id = $1 group by m.account_id, m.id, m.status, m.direction
     having case
       when m.direction = 'inbound' then count(*) filter (where p.kind = 'charge') <> (m.status = 'received')::int
       else count(*) filter (where p.kind = 'hold') <> 1
         or count(*) filter (where p.kind in ('settle', 'release')) <> (m.status not in ('accepted', 'sending', 'uncertain'))::int
         or count(*) filter (where p.kind = 'settle') <> ${TAKEN}::int end`,
    [scope.accountId],
  )
  expect(wrong).toEqual([])
}

test('after any history all entries sum to zero, the balance is its entries, and every message ended at most once', async () => {
  const history = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.array(step, { minLength: 3, maxLength: 14 }))
  await fc.assert(
    fc.asyncProperty(history, async ([parts, steps]) => {
      const account = await makeAccount({ nanos: BigInt(parts) * PART_NANOS })
      await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
      await live(account, steps)
      await expectBooksBalance(account)
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  )
}, 120_000)

test('the balance is never below zero, whatever spends it at once', async () => {
  const account = await makeAccount({ nanos: 20n * PART_NANOS })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  const sends = Array.from({ length: 40 }, () => accept(account).then(() => 'accepted', onlyFunds))
  const brought = bring(...Array.from({ length: 40 }, () => inbound(account)))
  const accepted = (await Promise.all(sends)).filter((one) => one === 'accepted').length
  await brought
  const charged = await ask("select 1 from messages where account_id = $1 and status = 'received'", [
    account.scope.accountId,
  ])
  expect(accepted + charged.length).toBe(20)
  await expectBooksBalance(account)
  expect(await readBalance(account.scope)).toMatchObject({
    availableNanos: 0n,
    heldNanos: BigInt(accepted) * PART_NANOS,
  })
})

test('the database itself refuses an overdraft, a second hold and a second end', async () => {
  const account = await makeAccount({ nanos: 3n * PART_NANOS })
  const id = await accept(account)
  const post = (kind: 'hold' | 'charge' | 'settle' | 'release', amountNanos = PART_NANOS) =>
    tenantTransaction(account.scope.accountId, (tx) =>
      postEntries(tx, account.scope.accountId, [
        { kind, amountNanos, messageId: id, reason: 'once more', isTest: false },
      ]),
    )
  await expect(post('hold')).rejects.toThrow('ledger_once_a_message')
  await expect(post('charge', 3n * PART_NANOS)).rejects.toThrow(/ledger_once_a_message|balances_available_nanos_check/)
  await post('settle')
  await expect(post('settle')).rejects.toThrow('ledger_once_a_message')
  await expect(post('release')).rejects.toThrow('ledger_once_a_message')
  expect((await books(account)).balance).toEqual({ available: 2n * PART_NANOS, held: 0n })
})

test('a credit is more than zero, and is in the audit log with its reason', async () => {
  const account = await makeAccount({ nanos: 0n })
  await expect(creditAccount(account.scope, { amountNanos: 0n, reason: 'nothing' })).rejects.toThrow('more than zero')
  await creditAccount(account.scope, { amountNanos: 5n, reason: 'a gift' })
  const sql = "select after from audit_log where account_id = $1 and action = 'balance.credited'"
  expect(await ask(sql, [account.scope.accountId])).toEqual([{ after: { amountNanos: '5', reason: 'a gift' } }])
})
