/**
 * The bank: processes move money while they are killed and their connections are cut at random; somebody who never stops looking never
 * once sees a wrong total. Afterwards everything that a client was told is there, once.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, now, SECOND_MS, withClockAt } from '#lib/time.ts'
import { root } from '#server/start/settings.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { ALL_WRONG, expectBooksBalance, NOTHING_WRONG } from '#tests/support/ledger-invariants.ts'
import { randomOf } from '#tests/support/random.ts'
import type { Told } from './bank-teller.ts'

const SEED = Math.floor(Math.random() * 1e9)
const TELLERS = 3
/** It ends when so much was seen, or when so long has passed on a machine that has other work. */
const ENOUGH = { kills: 5, cuts: 15, accepted: 150, refunded: 10, given: 15 }
const MOST_MS = 18 * SECOND_MS

test('money that moves while processes and connections die is never wrong, and what was told is there once', async () => {
  onTestFinished(() => void process.stderr.write(`bank: seed ${SEED}, ${JSON.stringify(seen)}\n`))
  const random = randomOf(SEED)
  const seen = { looks: 0, kills: 0, cuts: 0, accepted: 0, refunded: 0, given: 0, fault: 0 }
  const accounts = await Promise.all(Array.from({ length: 3 }, openAccount))
  const told: Told[] = []
  const owner = await connect('bank')
  const reader = await connect('bank reader')
  const tellers = Array.from({ length: TELLERS }, () => startTeller(random, accounts, told))
  onTestFinished(async () => {
    await Promise.all(tellers.map((teller) => teller.end()))
    await owner.end()
    await reader.end()
  })

  const until = Date.now() + MOST_MS
  const goesOn = () => {
    const { accepted, given, refunded, fault } = countKinds(told)
    Object.assign(seen, { accepted, given, refunded, fault })
    const isEnough = Object.entries(ENOUGH).every(([what, count]) => seen[what as keyof typeof ENOUGH] >= count)
    const isNothing = Math.min(seen.kills, seen.cuts, accepted, given) === 0
    return !isEnough && fault === 0 && Date.now() < (isNothing ? until + MOST_MS : until)
  }
  const look = async () => {
    while (goesOn()) {
      for (const { scope } of accounts) {
        const { rows } = await reader.query({ name: 'all_wrong', text: ALL_WRONG, values: [scope.accountId] })
        expect(rows[0]).toEqual(NOTHING_WRONG)
        seen.looks += 1
      }
      await sleep(10)
    }
  }
  const harm = async () => {
    while (goesOn()) {
      await sleep(100 + random() * 300)
      if (random() < 0.35) {
        const nth = Math.floor(random() * TELLERS)
        // One that is still starting moves no money yet.
        if (!tellers[nth]?.isWorking()) continue
        await tellers[nth].end()
        tellers[nth] = startTeller(random, accounts, told)
        seen.kills += 1
      } else {
        const { rowCount } = await owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'longcode' and pid <> pg_backend_pid() and random() < $1`,
          [random()],
        )
        seen.cuts += rowCount ?? 0
      }
    }
  }
  await Promise.all([look(), harm()])
  await Promise.all(tellers.map((teller) => teller.end()))

  expect(told.filter(({ kind }) => kind === 'fault')).toEqual([])
  await expectAllTold(accounts, told)
  expect(Math.min(seen.kills, seen.cuts, seen.accepted, seen.given)).toBeGreaterThan(0)

  // What was on its way when all stopped ends too, and then nothing is held.
  for (let day = 1; day <= 4; day += 1) {
    await withClockAt(new Date(now().getTime() + day * DAY_MS), async () => {
      for (const { scope } of accounts) while ((await sweepMessages(scope.accountId)) > 0);
    })
  }
  for (const account of accounts) await expectBooksBalance(account)
  const held = await ask('select held_nanos::text as held from balances where account_id = any($1)', [idsOf(accounts)])
  expect(held).toEqual(accounts.map(() => ({ held: '0' })))
}, 60_000)

async function openAccount(_: unknown, nth: number): Promise<TestAccount> {
  const account = await makeAccount({ nanos: 300n * PART_NANOS })
  await setRequestUrl(account.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' })
  if (nth === 0)
    await ask(
      `insert into spend_limits (account_id, id, name, subject, period, limit_nanos, created_at)
       values ($1, $2, 'a day', 'account', 'day', $3, now())`,
      [account.scope.accountId, newId(), 100n * PART_NANOS],
    )
  return account
}

async function connect(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env.database.url, application_name: name })
  await client.connect()
  return client
}

type Teller = { isWorking: () => boolean; end: () => Promise<void> }

function startTeller(random: () => number, accounts: readonly TestAccount[], told: Told[]): Teller {
  const customers = accounts.map(({ scope, from }) => ({ accountId: scope.accountId, from }))
  const seed = String(Math.floor(random() * 1e9))
  const script = join(root, 'tests', 'worker', 'bank-teller.ts')
  // The channel ends it when this test's process is gone, killed even.
  const follow = join(root, 'server', 'start', 'follow-parent.ts')
  const teller = spawn(process.execPath, ['--import', follow, script, seed, JSON.stringify(customers)], {
    cwd: root,
    env: {
      NODE_ENV: 'test',
      LONGCODE_ENV: 'test',
      DATABASE_URL: env.database.url,
      DATABASE_POOL: '6',
      AUTH_SECRET: env.auth.secret,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let isWorking = false
  let isEnding = false
  let words = ''
  const closed = once(teller, 'close').then(() => {
    if (!isEnding) told.push({ kind: 'fault', what: `a teller ended by itself: ${words.slice(-1_500)}` })
  })
  teller.stderr?.on('data', (chunk) => {
    words += chunk
  })
  if (!teller.stdout) throw new Error('a teller without output')
  createInterface(teller.stdout).on('line', (line) => {
    isWorking = true
    told.push(whole(line))
  })
  return {
    isWorking: () => isWorking,
    end: async () => {
      isEnding = true
      teller.kill('SIGKILL')
      await closed
    },
  }
}

/** A line that a killed process did not finish told nobody anything. */
function whole(line: string): Told {
  return line.endsWith('}') ? JSON.parse(line) : { kind: 'given', what: '' }
}

function countKinds(told: readonly Told[]): Record<Told['kind'], number> {
  const counts = { accepted: 0, given: 0, refunded: 0, fault: 0 }
  for (const { kind } of told) counts[kind] += 1
  return counts
}

function idsOf(accounts: readonly TestAccount[]): string[] {
  return accounts.map(({ scope }) => scope.accountId)
}

/** Each message that was told is there with its hold; each gift and refund once; and nothing was done twice that was asked once. */
async function expectAllTold(accounts: readonly TestAccount[], told: readonly Told[]): Promise<void> {
  const whats = (kind: Told['kind']) => told.flatMap((one) => (one.kind === kind && one.what ? [one.what] : []))
  const [row] = await ask(
    `select
       (select count(*)::int from unnest($2::uuid[]) i (id) where not exists (
         select from ledger_postings p where p.account_id = any($1) and p.message_id = i.id and p.kind = 'hold')) as "lost messages",
       (select count(*)::int from unnest($3::text[]) i (reason) where 1 <> (
         select count(*) from ledger_postings p where p.account_id = any($1) and right(p.reason, 24) = i.reason)) as "lost or doubled",
       (select count(*)::int from (
         select from ledger_postings where account_id = any($1) and kind in ('refund', 'credit', 'debit') and reason <> 'test money' and not is_test
         group by right(reason, 24) having count(*) > 1) d) as "done twice",
       (select count(*)::int from messages where account_id = any($1) and direction = 'outbound')
         - (select count(*)::int from idempotency_keys where account_id = any($1)) as "without a key"`,
    [idsOf(accounts), whats('accepted'), [...whats('given'), ...whats('refunded')]],
  )
  expect(row).toEqual({ 'lost messages': 0, 'lost or doubled': 0, 'done twice': 0, 'without a key': 0 })
}
