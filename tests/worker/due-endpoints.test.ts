/** One account with events for very many addresses, all of them waiting for their next try, keeps nobody else's events waiting. */
import { beforeAll, expect, test } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { newId } from '#lib/ids.ts'
import { DueEndpoints } from '#server/worker/due-endpoints.ts'
import { SETTINGS } from '#server/worker/settings.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

const MANY = 50_000
const BOUNDS = { steps: SETTINGS.stepsOfLook, leastOfAccount: SETTINGS.stepsOfAccount }

/** So many events, each to an address of its own. */
async function fill({ scope }: TestAccount, count: number, due: string): Promise<void> {
  await ask(
    `insert into deliveries (account_id, id, kind, number, peer, url, origin, endpoint_id, body, status, due_at, created_at)
     select $1, id, 'receipt', '', '', 'https://one-off.example/', 'message', gen_random_uuid(), '{}', 'pending',
       now() + $3::interval, now() from unnest($2::uuid[]) id`,
    [scope.accountId, Array.from({ length: count }, () => newId()), due],
  )
}

async function makeCustomer(): Promise<TestAccount> {
  const account = await makeAccount()
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  await bring(inbound(account))
  return account
}

/** Until the end of one way round: whose endpoints were found in how many looks. */
async function goRound(endpoints: DueEndpoints): Promise<{ found: string[]; looks: number; slowestMs: number }> {
  const found: string[] = []
  const tookMs: number[] = []
  do {
    const began = performance.now()
    for (const { accountId, endpointId } of await endpoints.look()) found.push(`${accountId} ${endpointId}`)
    tookMs.push(performance.now() - began)
  } while (endpoints.isUnderWay)
  return { found, looks: tookMs.length, slowestMs: Math.max(...tookMs) }
}
const of = ({ scope }: TestAccount, found: readonly string[]) => found.filter((one) => one.startsWith(scope.accountId))

let big: TestAccount
let others: TestAccount[]
beforeAll(async () => {
  // Accounts before it and behind it in the order of ids.
  const early = await makeCustomer()
  big = await makeAccount()
  await fill(big, MANY, '1 hour')
  others = [early, await makeCustomer(), await makeCustomer()]
  await ask('analyze deliveries')
})

test(`of ${MANY.toLocaleString('en')} addresses that wait, one account costs a few milliseconds a look, and all others are found in each way round`, async () => {
  const endpoints = new DueEndpoints(BOUNDS)
  await goRound(endpoints)
  const rounds = []
  for (let nth = 0; nth < 20; nth += 1) rounds.push(await goRound(endpoints))
  for (const { found, looks } of rounds) {
    expect(looks).toBeLessThanOrEqual(2)
    for (const other of others) expect(of(other, found)).toHaveLength(1)
  }
  const slowest = rounds.map(({ slowestMs }) => slowestMs).toSorted((one, two) => one - two)
  process.stdout.write(
    `\na look: half of them within ${slowest[10]?.toFixed(1)} ms, all within ${slowest.at(-1)?.toFixed(1)} ms\n`,
  )
  expect(slowest[10]).toBeLessThan(25)
})

test('what is due at one of very many addresses is found: each look goes on where the one before ended', async () => {
  const account = await makeAccount()
  await fill(account, 2_000, '1 hour')
  await fill(account, 300, '-1 minute')
  const endpoints = new DueEndpoints(BOUNDS)
  const found = new Set<string>()
  // 2,300 in steps of at least fifty.
  for (let nth = 0; nth < 47; nth += 1) for (const one of of(account, (await goRound(endpoints)).found)) found.add(one)
  expect(found.size).toBe(300)
})

test('an account with very many addresses that are due has its share of a look, and begins anew at its end', async () => {
  const account = await makeAccount()
  await fill(account, 120, '-1 minute')
  const endpoints = new DueEndpoints({ steps: 20, leastOfAccount: 50 })
  const counts: number[] = []
  for (let nth = 0; nth < 4; nth += 1) counts.push(of(account, (await goRound(endpoints)).found).length)
  expect(counts).toEqual([50, 50, 20, 50])
})
