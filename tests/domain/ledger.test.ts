/** The books balance after any history: random ones, lived by the product's own verbs, with many things at once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditAccount } from '#domain/ledger/credit-account.ts'
import { postEntries } from '#domain/ledger/post-entries.ts'
import { readBalance } from '#domain/ledger/read-balance.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tenantTransaction } from '#lib/db.ts'
import { makeAccount, PART_NANOS } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { history, live } from '#tests/support/ledger-history.ts'
import { expectBooksBalance } from '#tests/support/ledger-invariants.ts'
import { allowRefusals } from '#tests/support/ledger-refusals.ts'
import { accept, bring, inbound } from '#tests/support/road.ts'

const SEED = 20_261_123
const RUNS = 7

test('after each round of any history, eight things at once: entries sum to zero, balance, totals and limits are the entries, every message ended at most once', async () => {
  await fc.assert(
    fc.asyncProperty(history, (one) => live(one, ({ account }) => expectBooksBalance(account))),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  )
}, 120_000)

test('the balance is never below zero, whatever spends it at once', async () => {
  const account = await makeAccount({ nanos: 20n * PART_NANOS })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  const sends = Array.from({ length: 40 }, () => allowRefusals(accept(account)))
  const brought = bring(...Array.from({ length: 40 }, () => inbound(account)))
  const accepted = (await Promise.all(sends)).filter((one) => one !== null).length
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
