/**
 * Random histories of an account's money, lived by the product's own verbs: rounds of things that are done at once, at a clock that goes
 * on in between. Prices change meanwhile, and limits are in force.
 */
import fc from 'fast-check'
import { openKey } from '#domain/access/open-key.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { adjustBalance } from '#domain/ledger/adjust-balance.ts'
import { reversePosting } from '#domain/ledger/reverse-posting.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount, newConsumer, PART_NANOS, type TestAccount } from './account.ts'
import { ask } from './books.ts'
import { allowRefusals } from './ledger-refusals.ts'
import { accept, answer, bring, claim, inbound, newCarrierId, outcome, receipt } from './road.ts'

export const AT_ONCE = 8
const CANADA = '+14165550123'

type Answer = 'accepted' | 'rejected' | 'throttled' | 'uncertain' | 'unsent'
type Op =
  | { kind: 'send'; count: number; parts: number; toCanada: boolean; byKey: boolean; tollFree: boolean }
  | { kind: 'answer'; how: Answer }
  | { kind: 'receipt'; state: 'delivered' | 'undelivered' | 'expired' }
  | { kind: 'receive' }
  | { kind: 'adjust'; halfParts: number }
  | { kind: 'reverse'; nth: number; quarters: number }
  | { kind: 'sweep' }
  | { kind: 'price'; parts: number; own: boolean; tierAfter: number; surcharge: number }
type Limit = {
  subject: 'account' | 'key' | 'number' | 'prefix'
  period: 'minute' | 'hour' | 'day' | 'month'
  parts: number
}
type Round = { waitMs: number; ops: Op[] }
export type History = { parts: number; limits: Limit[]; rounds: Round[] }

const kind = <K extends string>(name: K) => fc.constant(name)
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: kind('send'),
      count: fc.integer({ min: 1, max: 3 }),
      parts: fc.integer({ min: 1, max: 3 }),
      toCanada: fc.boolean(),
      byKey: fc.boolean(),
      tollFree: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('answer'),
      how: fc.constantFrom<Answer>('accepted', 'accepted', 'rejected', 'throttled', 'uncertain', 'unsent'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('receipt'),
      state: fc.constantFrom('delivered' as const, 'undelivered', 'expired'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('receive') }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('adjust'), halfParts: fc.integer({ min: -5, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('reverse'), nth: fc.nat(30), quarters: fc.integer({ min: 0, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('sweep') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('price'),
      parts: fc.integer({ min: 0, max: 3 }),
      own: fc.boolean(),
      tierAfter: fc.integer({ min: 1, max: 12 }),
      surcharge: fc.integer({ min: 0, max: 2 }),
    }),
  },
)
const limit: fc.Arbitrary<Limit> = fc.record({
  subject: fc.constantFrom('account' as const, 'key', 'number', 'prefix'),
  period: fc.constantFrom('minute' as const, 'hour', 'day', 'month'),
  parts: fc.integer({ min: 6, max: 40 }),
})
export const history: fc.Arbitrary<History> = fc.record({
  parts: fc.integer({ min: 10, max: 120 }),
  limits: fc.array(limit, { maxLength: 3, size: 'max' }),
  rounds: fc.array(
    fc.record({
      waitMs: fc.constantFrom(0, 1_000, 2 * MINUTE_MS, HOUR_MS, DAY_MS, 3 * DAY_MS),
      ops: fc.array(op, { minLength: AT_ONCE, maxLength: AT_ONCE }),
    }),
    { minLength: 5, maxLength: 8, size: 'max' },
  ),
})

export type Lived = { account: TestAccount; keyed: TestAccount; carrierIds: string[] }

/** `between` looks at the account after every round. */
export async function live(
  { parts, limits, rounds }: History,
  between: (lived: Lived) => Promise<void>,
): Promise<void> {
  const account = await makeAccount({ nanos: BigInt(parts) * PART_NANOS, tollFree: 1 })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  const { scope } = await openKey(account.accessKey, account.secret, NOWHERE)
  const lived = { account, keyed: { ...account, scope }, carrierIds: [] }
  for (const one of limits) await putLimit(account, one)
  let at = now().getTime()
  for (const { waitMs, ops } of rounds) {
    at += waitMs
    await withClockAt(new Date(at), async () => {
      await Promise.all(ops.map((one) => allowRefusals(act(lived, one))))
      await between(lived)
    })
  }
}

async function putLimit({ scope, keyId, from }: TestAccount, { subject, period, parts }: Limit): Promise<void> {
  const value = { account: '', key: keyId, number: from, prefix: '+1416' }[subject]
  await ask(
    `insert into spend_limits (account_id, id, name, subject, value, period, limit_nanos, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [scope.accountId, newId(), `${subject} ${period}`, subject, value, period, BigInt(parts) * PART_NANOS],
  )
}

async function act({ account, keyed, carrierIds }: Lived, one: Op): Promise<unknown> {
  switch (one.kind) {
    case 'send': {
      const body = 'a'.repeat(one.parts === 1 ? 10 : 153 * one.parts)
      const from = account.numbers[one.tollFree ? 1 : 0]
      const send = () => accept(one.byKey ? keyed : account, { from, body, to: one.toCanada ? CANADA : newConsumer() })
      return Promise.all(Array.from({ length: one.count }, () => allowRefusals(send())))
    }
    case 'answer':
      return answer(account, await claim(account, 10), () => {
        if (one.how !== 'accepted') return outcome[one.how]()
        const id = newCarrierId()
        carrierIds.push(id)
        return outcome.accepted(id)
      })
    case 'receipt':
      return bring(...carrierIds.splice(0, 2).map((id) => receipt(account, id, { state: one.state })))
    case 'receive':
      return bring(inbound(account))
    case 'adjust':
      return adjustBalance(account.scope, {
        amountNanos: (BigInt(one.halfParts) * PART_NANOS) / 2n,
        reason: 'as agreed',
      })
    case 'reverse':
      return reverseOne(account, one.nth, one.quarters)
    case 'sweep':
      return sweepMessages(account.scope.accountId)
    case 'price':
      return changePrice(account, one)
  }
}

/** Any posting there is, also those that cannot be reversed; by quarters of what it moved, all that is left, or too much. */
async function reverseOne({ scope }: TestAccount, nth: number, quarters: number): Promise<unknown> {
  const rows = await ask<{ id: string; nanos: string }>(
    "select id, amount_nanos::text as nanos from ledger_postings where account_id = $1 and not is_test and (kind <> 'hold' or $2) order by id",
    [scope.accountId, nth === 0],
  )
  const row = rows[nth % Math.max(1, rows.length)]
  if (!row) return
  const amountNanos = quarters === 0 ? null : (BigInt(row.nanos) * BigInt(quarters)) / 4n
  return reversePosting(scope, row.id, { amountNanos, reason: 'it was wrong' })
}

/** Two tiers from now on, for everybody or for this account; and what carriers ask on top, to Canada. */
async function changePrice({ scope }: TestAccount, price: Extract<Op, { kind: 'price' }>): Promise<void> {
  const { own, tierAfter } = price
  const [table, owner, value] = own ? ['account_rates', 'account_id, ', '$7, '] : ['rates', '', '']
  const id = newId()
  await ask(
    `insert into ${table} (${owner}id, direction, number_kind, from_parts, until_parts, part_nanos, effective_from)
     values (${value}$1, 'outbound', 'longcode', 0, $3, $4, $6), (${value}$2, 'outbound', 'longcode', $3, null, $5, $6) on conflict do nothing`,
    [
      id,
      newId(),
      tierAfter,
      BigInt(price.parts) * PART_NANOS + 1n,
      BigInt(price.parts) * PART_NANOS,
      now(),
      ...(own ? [scope.accountId] : []),
    ],
  )
  await ask(
    `insert into surcharges (id, direction, number_kind, destination, part_nanos, effective_from)
     values ($1, 'outbound', 'longcode', 'ca', $2, $3) on conflict do nothing`,
    [id, BigInt(price.surcharge) * 1_000_003n, now()],
  )
}
