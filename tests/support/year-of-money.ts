/** A year of an account's money, posted by the ledger's own verbs with moved clocks, most of it in the nights in which clocks change. */
import { lockBalance } from '#domain/ledger/lock-balance.ts'
import { type NewPosting, postEntries } from '#domain/ledger/post-entries.ts'
import { tenantTransaction } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, withClockAt } from '#lib/time.ts'
import { createRandom } from '#prisma/seed/random.ts'
import { makeAccount, type TestAccount } from './account.ts'
import { ask } from './books.ts'
import { acceptAndSend, bring, inbound } from './road.ts'

/** Clocks change on March 8 and November 1 in America, on March 29 and October 25 in Berlin. */
const NIGHTS = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'].map((day) => Date.parse(`${day}T00:00:00Z`))
export const NOW = new Date('2026-11-29T17:20:00Z')
/** One entry of the ledger, with what its message says. */
export type Fact = {
  id: string
  at: Date
  kind: string
  nanos: bigint
  messages: bigint
  parts: bigint
  number: string
  key: string
  line: string
}

const random = createRandom(45)

function moment(): Date {
  const near = random.pick(NIGHTS) - 30 * HOUR_MS + random.below(84) * HOUR_MS + random.below(60) * MINUTE_MS
  const any = NOW.getTime() - 1 - random.below(365) * DAY_MS - random.below(24 * 60) * MINUTE_MS
  return new Date(random.below(3) === 0 ? any : near)
}

/** What no message is about, posted as its verbs post it. */
function someMoney(account: TestAccount, nth: number): NewPosting[] {
  const amountNanos = BigInt(1 + random.below(2_000_000_000))
  const money = { amountNanos, messageId: null, reason: 'test', isTest: random.below(9) === 0 } as const
  const number = random.pick(account.numbers)
  return [
    { kind: random.pick(['credit', 'credit', 'debit'] as const), ...money },
    {
      kind: random.pick(['setup', 'monthly'] as const),
      amountNanos,
      number,
      periodFrom: new Date(nth * DAY_MS),
      reason: 'test',
    },
  ]
}

export async function liveThroughYear(): Promise<{ account: TestAccount; facts: Fact[] }> {
  await ask('select ensure_partitions($1, $2)', [new Date(NOW.getTime() - 400 * DAY_MS), NOW])
  await ask("update rates set effective_from = '2025-01-01' where from_parts = 0")
  const account = await withClockAt(new Date(NOW.getTime() - 366 * DAY_MS), () =>
    makeAccount({ longcodes: 9, tollFree: 1, dollars: '900000' }),
  )
  const { accountId } = account.scope
  for (let nth = 0; nth < 260; nth += 1) {
    await withClockAt(moment(), () =>
      tenantTransaction(accountId, async (tx) => {
        await lockBalance(tx, accountId)
        await postEntries(tx, accountId, someMoney(account, nth))
      }),
    )
  }
  for (let nth = 0; nth < 110; nth += 1) {
    const body = random.pick(['hello there', 'a'.repeat(200), '你好'])
    await withClockAt(moment(), async () => {
      if (random.below(3) === 0) return bring(inbound(account, { text: body }))
      await acceptAndSend(account, { from: random.pick(account.numbers), body })
    })
  }
  const charged = await ask<{ reverses: string; amount: string; messageId: string | null; number: string | null }>(
    `select id as reverses, amount_nanos as amount, message_id as "messageId", number from ledger_postings
     where account_id = $1 and kind in ('settle', 'charge', 'setup', 'monthly') order by id desc limit 30`,
    [accountId],
  )
  for (const { amount, ...posting } of charged) {
    const refund = { kind: 'refund', amountNanos: BigInt(amount) / 2n, reason: 'half of it', ...posting } as const
    await withClockAt(moment(), () => tenantTransaction(accountId, (tx) => postEntries(tx, accountId, [refund])))
  }
  const rows = await ask<Fact>(
    `select p.id, p.at, p.kind, case when p.kind in ('credit', 'refund') then -p.amount_nanos else p.amount_nanos end as nanos,
       (p.kind in ('settle', 'charge'))::int as messages,
       case when p.kind in ('settle', 'charge') then m.parts else 0 end as parts, coalesce(m.key_id::text, '') as key,
       coalesce(case m.direction when 'outbound' then m.from_e164 else m.to_e164 end, p.number, '') as number,
       coalesce(m.destination, '') as line
     from ledger_postings p left join messages m on m.account_id = p.account_id and m.id = p.message_id
     where p.account_id = $1 and not p.is_test and p.kind not in ('hold', 'release')`,
    [accountId],
  )
  const exact = rows.map(({ nanos, messages, parts, ...row }) => ({
    ...row,
    nanos: BigInt(nanos),
    messages: BigInt(messages),
    parts: BigInt(parts),
  }))
  return { account, facts: exact }
}
