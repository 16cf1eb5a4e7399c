/** Words are found wherever they stand: where a day says them by the thousand, where months do not, and where they came just now. */
import { beforeAll, expect, test } from 'vitest'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { readMessageFilter } from '#domain/reports/message-filter.ts'
import { fromMessageRef } from '#lib/ids.ts'
import { DAY_MS, now } from '#lib/time.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { anyMessage, type Stored, storeMessages } from '#tests/support/many-messages.ts'

const DAYS = 50
const A_BUSY_DAY = 2_600

let account: TestAccount
let messages: Stored[]

beforeAll(async () => {
  account = await makeAccount()
  const begin = now().getTime() - DAYS * DAY_MS
  await ask('select ensure_partitions($1, $2)', [new Date(begin), now()])
  // A busy day at either end and in the middle, and some messages on all the days between.
  const busy = [1, DAYS / 2, DAYS - 1].flatMap((day) =>
    Array.from({ length: A_BUSY_DAY }, (_, at) => begin + day * DAY_MS + at * 10_000),
  )
  const quiet = Array.from({ length: DAYS * 8 }, (_, at) => begin + at * (DAY_MS / 8) + 1)
  messages = [...busy, ...quiet].map((at, nth) => ({
    ...anyMessage(account, new Date(at), () => 0),
    body: `A word for everybody${nth % 40 === 0 ? ', and an umbrella' : ''}`,
    parts: nth % 301 === 0 ? 9 : 1,
  }))
  await storeMessages(account, messages)
})

async function turn(given: Record<string, string>, way: 'older' | 'newer') {
  const since = new Date(now().getTime() - (DAYS + 1) * DAY_MS).toISOString().slice(0, 10)
  const filter = readMessageFilter({ since, ...given })
  const seen: string[] = []
  let place: string | null = way === 'older' ? null : `mdr2-${'0'.repeat(32)}`
  do {
    const at: { before?: string | null; after?: string | null } = way === 'older' ? { before: place } : { after: place }
    const page = await listMessageRows(account.scope, { filter, zone: 'UTC', limit: 50, ...at })
    seen.push(...page.rows.map(({ id }) => fromMessageRef(id) ?? ''))
    place = way === 'older' ? page.olderThan : page.newerThan
  } while (place)
  return seen.toSorted()
}

test.each(['older', 'newer'] as const)(
  'page after page to the %s finds each message that says it, once',
  async (way) => {
    const idsOf = (isAsked: (one: Stored) => boolean) =>
      messages
        .filter(isAsked)
        .map(({ id }) => id)
        .toSorted()
    expect(await turn({ text: 'UMBRELLA' }, way)).toEqual(idsOf(({ body }) => body.includes('umbrella')))
    expect(await turn({ text: 'everybody', parts: '9' }, way)).toEqual(idsOf(({ parts }) => parts === 9))
    expect(await turn({ text: 'y, a', parts: '9' }, way)).toEqual(
      idsOf(({ body, parts }) => parts === 9 && body.includes('y, a')),
    )
    expect(await turn({ text: 'xylophone' }, way)).toEqual([])
  },
)

test('a message that the index of words does not know yet is found, both ways', async () => {
  const soon = new Date(now().getTime() + 60_000)
  const fresh = { ...anyMessage(account, soon, () => 0), body: 'A giraffe just now' }
  await storeMessages(account, [fresh])
  await ask('delete from message_texts where account_id = $1 and message_id = $2', [account.scope.accountId, fresh.id])
  expect(await turn({ text: 'giraffe' }, 'older')).toEqual([fresh.id])
  expect(await turn({ text: 'giraffe' }, 'newer')).toEqual([fresh.id])
})
