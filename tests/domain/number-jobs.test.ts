import { describe, expect, test } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { cancelNumberJob } from '#domain/numbers/cancel-number-job.ts'
import { changeNumber } from '#domain/numbers/change-number.ts'
import { exportNumberJob } from '#domain/numbers/export-number-job.ts'
import type { EditInput } from '#domain/numbers/job-change.ts'
import { type Choice, makeEditJob } from '#domain/numbers/make-edit-job.ts'
import { NO_FILTER } from '#domain/numbers/number-filter.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { readNumberJob } from '#domain/numbers/read-number-job.ts'
import { runNumberJobs } from '#domain/numbers/run-number-job.ts'
import { startNumberJob } from '#domain/numbers/start-number-job.ts'
import { MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { personOf, whole } from '#tests/support/own-person.ts'

const URL = 'https://hooks.harbor.example/sms'
const NOTHING: EditInput = { addTags: '', removeTags: '', sms_callback: 'keep', sms_dlr_callback: 'keep' }
const ALL: Choice = { filter: NO_FILTER, words: 'all numbers' }
const LIMITS = { batch: 3, leaseMs: MINUTE_MS }

async function workOff(): Promise<void> {
  while (await runNumberJobs(LIMITS)) {
    // Until no job is due.
  }
}

async function stage(longcodes: number) {
  const account = await makeAccount({ longcodes })
  return { ...account, numbers: account.numbers.toSorted(), person: await personOf(account) }
}

async function started(person: Scope, edit: Partial<EditInput>, choice: Choice = ALL): Promise<string> {
  const id = await makeEditJob(person, choice, { ...NOTHING, ...edit })
  await startNumberJob(person, { id })
  return id
}

const changes = (scope: Scope, action: string) =>
  ask<{ object: string }>('select object from audit_log where account_id = $1 and action = $2 order by seq', [
    scope.accountId,
    action,
  ])

describe('a change to many numbers', () => {
  test('does nothing before somebody has looked at it and started it, then each number once, in that person’s name', async () => {
    const { scope, numbers, person } = await stage(7)
    const id = await makeEditJob(person, ALL, { ...NOTHING, addTags: 'berlin', sms_callback: { set: URL } })
    await workOff()
    expect(await readNumberJob(person, id)).toMatchObject({ state: 'ready', total: 7, worked: 0 })
    expect((await readNumber(scope, numbers[0] ?? '')).tags).toEqual([])

    await startNumberJob(person, { id })
    await workOff()
    expect(await readNumberJob(person, id)).toMatchObject({
      state: 'done',
      worked: 7,
      changed: 7,
      failed: 0,
      failures: [],
    })
    for (const number of numbers)
      expect(await readNumber(scope, number)).toMatchObject({
        tags: ['berlin'],
        urls: { sms_callback: { url: URL, from: 'number' } },
      })
    expect((await changes(scope, 'number.changed')).map((row) => row.object)).toEqual(numbers)
    expect(await changes(scope, 'request_url.set')).toHaveLength(7)
    const [row] = await ask<{ actor_kind: string; actor_id: string }>(
      "select actor_kind, actor_id from audit_log where account_id = $1 and action = 'number.changed' limit 1",
      [scope.accountId],
    )
    expect(row).toEqual({ actor_kind: 'person', actor_id: person.actor.id })
  })

  test('is about the numbers that matched when it was made, whatever matches later', async () => {
    const { scope, numbers, person } = await stage(3)
    await changeNumber(scope, { e164: numbers[0] ?? '', tags: 'desk' })
    const id = await started(person, { addTags: 'seen' }, { filter: { ...NO_FILTER, tag: 'desk' }, words: 'tag desk' })
    await changeNumber(scope, { e164: numbers[1] ?? '', tags: 'desk' })
    await workOff()
    expect(await readNumberJob(person, id)).toMatchObject({ total: 1, changed: 1 })
    expect((await readNumber(scope, numbers[1] ?? '')).tags).toEqual(['desk'])
  })

  test('goes on where a worker died, and does nothing twice', async () => {
    const { scope, person } = await stage(8)
    const id = await started(person, { addTags: 'berlin' })
    await runNumberJobs(LIMITS)
    // A worker claims the job and is gone: nobody has it until its time is over.
    await ask('update number_jobs set lease_until = $2 where id = $1', [id, new Date(now().getTime() + MINUTE_MS)])
    await workOff()
    expect(await readNumberJob(person, id)).toMatchObject({ state: 'running', worked: 3 })
    await withClockAt(new Date(now().getTime() + 2 * MINUTE_MS), workOff)
    expect(await readNumberJob(person, id)).toMatchObject({ state: 'done', worked: 8, changed: 8 })
    expect(await changes(scope, 'number.changed')).toHaveLength(8)
  })

  test('two workers on one job at once do each number once', async () => {
    const { scope, person } = await stage(12)
    const id = await started(person, { addTags: 'berlin' })
    const zombie = async () => {
      // Takes the job although another has it.
      await ask(
        "update number_jobs set lease_until = now() - interval '1 minute' where id = $1 and state = 'running'",
        [id],
      )
      await runNumberJobs(LIMITS)
    }
    for (let round = 0; round < 8; round += 1) await Promise.all([zombie(), zombie()])
    await workOff()
    expect(await readNumberJob(person, id)).toMatchObject({ state: 'done', changed: 12, unchanged: 0 })
    expect(await changes(scope, 'number.changed')).toHaveLength(12)
  })

  test('tells of each number what came of it, and why it failed', async () => {
    const { scope, numbers, person } = await stage(3)
    const [full = '', has = '', plain = ''] = numbers
    await changeNumber(scope, { e164: full, tags: Array.from({ length: 20 }, (_, nth) => `tag ${nth}`).join(',') })
    await changeNumber(scope, { e164: has, tags: 'berlin' })
    const id = await started(person, { addTags: 'berlin' })
    await workOff()
    const job = await readNumberJob(person, id)
    expect(job).toMatchObject({ state: 'done', changed: 1, unchanged: 1, failed: 1 })
    expect(job.failures).toMatchObject([{ number: full, reason: expect.stringContaining('at most 20 tags') }])
    const csv = await whole(await exportNumberJob(person, id))
    expect(
      csv
        .split('\r\n')
        .slice(1, 4)
        .map((line) => line.split(',').slice(0, 3)),
    ).toEqual(
      [
        [full, '', 'failed'],
        [has, '', 'unchanged'],
        [plain, '', 'changed'],
      ].map(([number = '', ...rest]) => [number.slice(1), ...rest]),
    )
  })

  test('can be stopped half-way: what was done stays, the rest is left', async () => {
    const { scope, person } = await stage(6)
    const id = await started(person, { addTags: 'berlin' })
    await runNumberJobs(LIMITS)
    await cancelNumberJob(person, { id })
    await workOff()
    expect(await readNumberJob(person, id)).toMatchObject({ state: 'canceled', worked: 3, changed: 3 })
    expect(await changes(scope, 'number.changed')).toHaveLength(3)
    await expect(startNumberJob(person, { id })).rejects.toMatchObject({ code: 'job_not_ready' })
  })
})

describe('whoever may not', () => {
  test('loses their job when they lose their role, or their place on the account', async () => {
    const { scope, person } = await stage(4)
    const id = await started(person, { addTags: 'berlin' })
    await ask("update memberships set role = 'support' where account_id = $1", [scope.accountId])
    await runNumberJobs(LIMITS)
    await ask('delete from memberships where account_id = $1', [scope.accountId])
    await workOff()
    const job = await readNumberJob(scope, id)
    expect(job).toMatchObject({
      state: 'failed',
      changed: 0,
      failed: 3,
      problem: expect.stringContaining('not on the account'),
    })
    expect(job.failures[0]?.reason).toContain('Your role')
    expect(await changes(scope, 'number.changed')).toEqual([])
  })

  test('makes and starts none; a stranger finds none', async () => {
    const [one, other] = [await stage(1), await stage(1)]
    const id = await makeEditJob(one.person, ALL, { ...NOTHING, addTags: 'berlin' })
    for (const act of [startNumberJob, cancelNumberJob])
      await expect(act(other.person, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(readNumberJob(other.person, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(exportNumberJob(other.person, id)).rejects.toMatchObject({ code: 'not_found' })
    const theirs: Choice = { numbers: one.numbers }
    await expect(makeEditJob(other.person, theirs, { ...NOTHING, addTags: 'x' })).rejects.toMatchObject({
      code: 'no_number_matches',
    })
    const support = await personOf(one, 'support')
    await expect(startNumberJob(support, { id })).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('a change that is none, or wrong, is refused and leaves nothing', async () => {
    const { scope, person } = await stage(1)
    for (const edit of [
      {},
      { addTags: 'a', removeTags: 'a' },
      { addTags: '<b>' },
      { sms_callback: { set: 'ftp://x' } },
    ])
      await expect(makeEditJob(person, ALL, { ...NOTHING, ...edit } as EditInput)).rejects.toMatchObject({
        code: 'invalid',
      })
    expect(await ask('select 1 from number_jobs where account_id = $1', [scope.accountId])).toEqual([])
  })
})
