/** Whoever opens a bar finds the messages that it counted: as many in the log as in the insights. */
import { beforeAll, expect, test } from 'vitest'
import { piecesOf } from '#domain/insights/insight-span.ts'
import { percentileMs } from '#domain/insights/latency.ts'
import { between, DELIVERED, failedWith, NOT_DELIVERED, ofGroup, SENT } from '#domain/insights/messages-behind.ts'
import { readInsights } from '#domain/insights/read-insights.ts'
import { relayInsights } from '#domain/insights/relay-insights.ts'
import { addOptOut } from '#domain/optouts/add-opt-out.ts'
import { type MessageFilter, messageQuery, readMessageFilter } from '#domain/reports/message-filter.ts'
import { messageMatches } from '#domain/reports/message-matches.sql.ts'
import { tenantTransaction } from '#lib/db.ts'
import { DAY_MS, HOUR_MS, now, withClockAt } from '#lib/time.ts'
import { livePastTraffic } from '#prisma/seed/past-traffic.ts'
import { makeAccount, sandboxLink, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { acceptAndSend, bring, inbound, receipt } from '#tests/support/road.ts'

const ZONES = ['America/Los_Angeles', 'UTC', 'America/St_Johns'] as const
let account: TestAccount

beforeAll(async () => {
  account = await makeAccount({ longcodes: 2, tollFree: 1, dollars: '50' })
  await ask("select ensure_partitions(now() - interval '1 year', now())")
  const until = now()
  const traffic = { scope: account.scope, numbers: account.numbers, linkId: (await sandboxLink()).id, days: 4 }
  await livePastTraffic({ ...traffic, until })
  await withClockAt(new Date(until.getTime() - 120 * DAY_MS), async () => {
    const sent = await acceptAndSend(account, { body: 'it’s ready' })
    await bring(receipt(account, sent.carrierId, { state: 'undelivered', errorCode: '4770' }))
  })
  while ((await relayInsights()) > 0);
}, 60_000)

/** As many as the log shows for the query of a link. */
function inLog(filter: Partial<MessageFilter>, zone: string): Promise<number> {
  const read = readMessageFilter(Object.fromEntries(messageQuery(filter)))
  return tenantTransaction(account.scope.accountId, async (tx) => {
    const { sql, values } = await messageMatches(tx, account.scope, read, zone)
    const [row] = await tx.query<{ n: bigint }>(`select count(*) as n from messages m where ${sql}`, values)
    return Number(row?.n)
  })
}

test.each([
  ...ZONES.map((zone) => ({ zone, when: { range: '24h', since: '', until: '' } as const })),
  ...ZONES.map((zone) => ({ zone, when: { range: '7d', since: '', until: '' } as const })),
  { zone: 'America/Los_Angeles', when: { range: '1y', since: '', until: '' } as const },
])('behind every bar and number of $when.range in $zone stand as many messages', async ({ zone, when }) => {
  const insights = await readInsights(account.scope, when, zone)
  const { total, steps, failures, numbers, areas, carriers } = insights
  expect(total.messages).toBe(await inLog({ ...SENT, ...when }, zone))
  expect(total.delivered).toBe(await inLog({ ...DELIVERED, ...when }, zone))
  expect(total.ucs2).toBe(await inLog({ ...SENT, ...when, encoding: 'ucs2' }, zone))
  expect(steps.reduce((sum, step) => sum + step.messages, 0)).toBe(total.messages)
  for (const step of steps.filter(({ messages }) => messages > 0)) {
    const of = between(step.from, step.until)
    expect(step.messages, step.from.toISOString()).toBe(await inLog({ ...SENT, ...of }, zone))
    expect(step.failed).toBe(await inLog({ ...NOT_DELIVERED, ...of }, zone))
  }
  for (const failure of failures)
    expect(failure.messages, failure.code).toBe(await inLog({ ...failedWith(failure), ...when }, zone))
  for (const [dimension, groups] of [
    ['number', numbers],
    ['area', areas],
    ['carrier', carriers],
  ] as const) {
    expect(groups.rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(total.messages)
    for (const group of groups.rows.slice(0, 5)) {
      const of = { ...when, ...ofGroup(dimension, group.value) }
      expect(group.messages).toBe(await inLog({ ...SENT, ...of }, zone))
      expect(group.failed).toBe(await inLog({ ...NOT_DELIVERED, ...of }, zone))
    }
  }
})

test('p50, p95 and p99 are within 10 % of what the messages say', async () => {
  const { total } = await readInsights(account.scope, { range: '7d', since: '', until: '' }, 'UTC')
  for (const share of [0.5, 0.95, 0.99]) {
    const [exact] = await ask<{ accept: number; receipt: number }>(
      `select percentile_disc($2) within group (order by ms_between(m.accepted_at, m.sent_at))::float8 as accept,
         (percentile_disc($2) within group (order by ms_between(m.sent_at, m.final_at)) filter (where m.status = 'delivered'))::float8 as receipt
       from messages m where m.account_id = $1 and m.direction = 'outbound' and m.sent_at > now() - interval '7 days'`,
      [account.scope.accountId, share],
    )
    expect(Math.abs((percentileMs(total.acceptCounts, share) ?? 0) / (exact?.accept ?? 0) - 1)).toBeLessThan(0.1)
    expect(Math.abs((percentileMs(total.receiptCounts, share) ?? 0) / (exact?.receipt ?? 0) - 1)).toBeLessThan(0.1)
  }
})

test('a number shows what carriers took for spam, and who opted out by themselves', async () => {
  await acceptAndSend(account, { to: '+12065550188' })
  await bring(inbound(account, { from: '+12065550188', text: 'STOP' }))
  await addOptOut(account.scope, { number: account.from, consumer: '+12065550189', note: 'asked by mail' })
  while ((await relayInsights()) > 0);
  const { numbers } = await readInsights(account.scope, { range: '1y', since: '', until: '' }, 'UTC')
  expect(numbers.rows.find(({ value }) => value === account.from)).toMatchObject({ spamLike: 1, optOuts: 1 })
})

test('a year is read as about a hundred pieces, and the pieces are the year', () => {
  const until = new Date('2026-11-24T15:00:00Z')
  for (const days of [1, 7, 30, 90, 365, 3650]) {
    const from = new Date(until.getTime() - days * DAY_MS - HOUR_MS)
    const pieces = piecesOf(from, until)
    expect(pieces.at(0)?.from).toEqual(from)
    expect(pieces.at(-1)?.until).toEqual(until)
    for (const [at, piece] of pieces.entries()) if (at > 0) expect(piece.from).toEqual(pieces[at - 1]?.until)
    const rows = pieces.map(
      ({ level, from, until }) =>
        (until.getTime() - from.getTime()) / { hour: HOUR_MS, day: DAY_MS, month: 30 * DAY_MS }[level],
    )
    expect(rows.reduce((sum, one) => sum + one, 0)).toBeLessThan(days > 400 ? 250 : 130)
  }
})
