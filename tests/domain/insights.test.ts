/** The sums of the insights: what they say is what the messages are, whatever happened on the way and whoever died. */
import { beforeAll, expect, test, vi } from 'vitest'
import { judgeEncoding } from '#domain/insights/encoding-waste.ts'
import { relayInsights } from '#domain/insights/relay-insights.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { transition } from '#domain/messages/transition.ts'
import { readRelayLags } from '#domain/reports/read-relay-lags.ts'
import { relayTexts } from '#domain/reports/relay-texts.ts'
import { relayTotals } from '#domain/reports/relay-totals.ts'
import { tenantTransaction, transaction } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { createRandom } from '#prisma/seed/random.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { accept, answer, bring, claim, newCarrierId, outcome, receipt } from '#tests/support/road.ts'

const BODIES = ['hello there', 'it’s ready', 'Žofie – your order 📦', `“${'a'.repeat(75)}”`, '你好', '🎂']
const random = createRandom(7)
let account: TestAccount

/** Dies after everything was added and before it is committed. */
async function relayAndDie(): Promise<void> {
  const dies = transaction(async (tx) => {
    const [page] = await tx.query<{ upto_xid: string; upto_id: bigint }>('select * from next_insights(50)')
    if (page) await tx.query("select relay_insights($1, $2, '[]')", [page.upto_xid, page.upto_id])
    throw new Error('the worker died')
  })
  await expect(dies).rejects.toThrow('died')
}

/** Messages that are delivered, refused, lost, in doubt, expired and corrected, at some moment of the last months. */
async function liveThrough(at: number): Promise<void> {
  const lost: string[] = []
  const ids: string[] = []
  const later = (ms: number, work: () => Promise<unknown>) => withClockAt(new Date(at + ms), work)
  await later(0, async () => {
    const fields = () => ({
      from: random.pick(account.numbers),
      to: `+1${random.pick(['206', '415', '907'])}55501${10 + random.below(80)}`,
      body: random.pick(BODIES),
    })
    for (let nth = 0; nth < 6; nth += 1) await accept(account, fields())
  })
  await later(40 + random.below(3_000), async () =>
    answer(account, (await claim(account)).slice(random.below(2)), () => {
      const kind = random.below(10)
      if (kind === 0) return outcome.rejected()
      if (kind === 1) return outcome.uncertain()
      const carrierId = newCarrierId()
      ;(kind === 2 ? lost : ids).push(carrierId)
      return outcome.accepted(carrierId)
    }),
  )
  await later(5_000 + random.below(90_000), () =>
    bring(
      ...ids.map((id) =>
        receipt(
          account,
          id,
          random.below(4) === 0 ? { state: 'undelivered', errorCode: random.pick(['034', '069']) } : {},
        ),
      ),
    ),
  )
  // What nobody answered is a doubt, is sent once more, and is given up; a late receipt corrects that.
  for (const ms of [HOUR_MS, 2 * HOUR_MS, 30 * HOUR_MS, 60 * HOUR_MS, 90 * HOUR_MS]) {
    await later(ms, async () => {
      await sweepMessages(account.scope.accountId)
      const again = await claim(account)
      await answer(account, again, () =>
        random.below(2) === 0 ? outcome.accepted(newCarrierId()) : outcome.uncertain(),
      )
    })
  }
}

beforeAll(async () => {
  account = await makeAccount({ longcodes: 3, tollFree: 1 })
  const end = now().getTime()
  for (let round = 0; round < 12; round += 1) {
    await liveThrough(end - random.below(50) * DAY_MS)
    if (round % 3 === 0) await relayAndDie()
    if (round % 2 === 0) await Promise.all([relayInsights(7), relayInsights(7), relayInsights(7)])
  }
  const expired = await ask<{ id: string }>(
    "select id from messages where status = 'expired' and account_id = $1 order by id limit 3",
    [account.scope.accountId],
  )
  await relayInsights()
  await tenantTransaction(account.scope.accountId, (tx) =>
    transition(
      tx,
      account.scope.accountId,
      expired.map(({ id }) => ({ id, to: 'delivered' })),
    ),
  )
  await vi.waitFor(async () => {
    while ((await relayInsights(30)) > 0);
    const [left] = await ask<{ left: number }>(
      "select count(*)::int as left from outbox o, relay_cursors c where c.name = 'insights' and (o.xid, o.id) > (c.xid, c.id)",
    )
    expect(left?.left).toBe(0)
  })
}, 60_000)

const VALUE = {
  all: "''",
  number: 'm.from_e164',
  carrier: "coalesce(m.link_id::text, '')",
  area: 'substr(m.to_e164, 3, 3)',
}
const SENT = "m.account_id = $1 and m.direction = 'outbound' and not m.is_test"

test('every sum of every level is what its messages say, after corrections, two relays at once and a death half-way', async () => {
  const states = await ask<{ status: string }>('select distinct status from messages where account_id = $1', [
    account.scope.accountId,
  ])
  expect(states.map((row) => row.status)).toEqual(
    expect.arrayContaining(['delivered', 'undelivered', 'rejected', 'expired', 'sent']),
  )
  for (const [dimension, value] of Object.entries(VALUE)) {
    for (const level of ['hour', 'day', 'month']) {
      const values = [account.scope.accountId]
      const kept = await ask(
        `select at, value, messages, parts, delivered, failed, ucs2, ucs2_parts, accept_counts, receipt_counts from insight_totals
         where account_id = $1 and dimension = '${dimension}' and level = '${level}' order by at, value`,
        values,
      )
      const naive = await ask(
        `select date_trunc('${level}', id_time(m.id), 'UTC') as at, ${value} as value, count(*) as messages, sum(m.parts) as parts,
           count(*) filter (where m.status = 'delivered') as delivered,
           count(*) filter (where m.status in ('undelivered', 'rejected', 'expired')) as failed,
           count(*) filter (where m.encoding = 'ucs2') as ucs2,
           coalesce(sum(m.parts) filter (where m.encoding = 'ucs2' and m.sent_at is not null), 0) as ucs2_parts,
           count_buckets(array_agg(latency_bucket(ms_between(m.accepted_at, m.sent_at))) filter (where m.sent_at is not null)) as accept_counts,
           count_buckets(array_agg(latency_bucket(ms_between(m.sent_at, m.final_at)))
             filter (where m.status = 'delivered' and m.sent_at is not null)) as receipt_counts
         from messages m where ${SENT} group by 1, 2 order by 1, 2`,
        values,
      )
      expect(kept, `${dimension} by ${level}`).toEqual(naive)
      expect(
        await ask(
          `select at, value, status, code, messages from insight_errors
           where account_id = $1 and dimension = '${dimension}' and level = '${level}' and messages <> 0 order by 1, 2, 3, 4`,
          values,
        ),
      ).toEqual(
        await ask(
          `select date_trunc('${level}', id_time(m.id), 'UTC') as at, ${value} as value, m.status, coalesce(m.error_code, '') as code,
             count(*) as messages
           from messages m where ${SENT} and m.status in ('undelivered', 'rejected', 'expired') group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
          values,
        ),
      )
    }
  }
})

test('encoding waste is the parts that carriers took less those of the same words in GSM-7', async () => {
  const taken = await ask<{ body: string; parts: number; part_nanos: string }>(
    `select m.body, m.parts, m.part_nanos from messages m where ${SENT} and m.encoding = 'ucs2' and m.sent_at is not null`,
    [account.scope.accountId],
  )
  const judged = taken.map((one) => ({ ...one, ...judgeEncoding(one.body, one.parts), took: one.parts }))
  const [kept] = await ask(
    `select sum(gsm7_parts)::int as parts, sum(lost_nanos)::text as nanos, sum(wasteful)::int as wasteful from insight_totals
     where account_id = $1 and dimension = 'all' and level = 'month'`,
    [account.scope.accountId],
  )
  expect(kept).toEqual({
    parts: judged.reduce((sum, one) => sum + one.parts, 0),
    nanos: judged.reduce((sum, one) => sum + BigInt(one.took - one.parts) * BigInt(one.part_nanos), 0n).toString(),
    wasteful: judged.filter((one) => one.parts < one.took).length,
  })
  expect(kept?.wasteful).toBeGreaterThan(0)
  const characters = await ask<{ character: string; messages: string }>(
    `select character, sum(messages)::text as messages from insight_characters where account_id = $1 and level = 'day' group by 1`,
    [account.scope.accountId],
  )
  for (const character of ['’', '“', 'Ž', '–', 'emoji', 'other'])
    expect(Number(characters.find((row) => row.character === character)?.messages), character).toBe(
      judged.filter((one) => one.characters.includes(character)).length,
    )
})

test('a relay that is slow keeps no other back, and how far behind each is can be read', async () => {
  const lagOf = async (relay: string) => (await readRelayLags()).find(({ name }) => name === relay)?.seconds
  expect([await lagOf('insights'), await lagOf('totals')]).toEqual([0, expect.any(Number)])
  expect(await lagOf('totals')).toBeGreaterThan(1)
  await transaction(async (tx) => {
    await tx.query('select * from next_insights(50)')
    expect(await relayTotals()).toBeGreaterThan(0)
    expect(await relayTexts()).toBeGreaterThan(0)
  })
  while ((await relayTotals()) > 0);
  expect(await lagOf('totals')).toBe(0)
})
