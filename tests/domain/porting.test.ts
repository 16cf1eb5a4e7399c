/** A number comes in from another carrier, with the clock moved: every step in its turn, nothing before its day. */
import { expect, test } from 'vitest'
import { checkPortability } from '#domain/porting/check-portability.ts'
import { fixException } from '#domain/porting/fix-exception.ts'
import { listPorts } from '#domain/porting/list-ports.ts'
import { beginLoopTests, recordLoopSubmit } from '#domain/porting/loop-test.ts'
import { confirmFoc, portVoice, rejectPort } from '#domain/porting/operate-port.ts'
import { readList } from '#domain/porting/read-numbers.ts'
import { readPin } from '#domain/porting/read-pin.ts'
import { readPort } from '#domain/porting/read-port.ts'
import { saveDetails } from '#domain/porting/save-details.ts'
import { signLoa } from '#domain/porting/sign-loa.ts'
import { storeDocument } from '#domain/porting/store-document.ts'
import { submitPort } from '#domain/porting/submit-port.ts'
import { DAY_MS, HOUR_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, sandboxLink, takeNumbers } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { addMember } from '#tests/support/member.ts'
import { DETAILS, INVOICE, openOrder, operator, portedOrder, submitOrder } from '#tests/support/port.ts'
import { accept, bring, inbound, newCarrierId, outcome } from '#tests/support/road.ts'

const LOOP = '+12025550199'
const START = new Date('2026-11-26T15:00:00Z').getTime()
const on = <T>(days: number, work: () => T) => withClockAt(new Date(START + days * DAY_MS), work)
const way = async () => ({ loopNumber: LOOP, linkIds: [(await sandboxLink()).id] })

test('a port: check, exception, fix, resubmit, date, voice, refused until its day, a loop test, allowed after', async () => {
  const account = await makeAccount()
  const admin = await addMember(account, 'admin')
  const { scope } = await addMember(account, 'developer')
  const [number = ''] = takeNumbers('longcode', 1)

  const checked = await on(0, () => checkPortability(scope, readList([number])))
  expect(checked).toEqual([{ isPortable: true, written: number, e164: number, kind: 'longcode' }])
  const { id } = await on(0, () => openOrder({ scope }, [number]))
  expect(id).toMatch(/^504\d\d$/)

  // Not before everything is there.
  await expect(on(0, () => submitPort(scope, { id }))).rejects.toThrow(
    'it needs the details of the account at the losing carrier, the letter of authorization, signed and a recent invoice',
  )
  await on(0, () => saveDetails(scope, { id, ...DETAILS }))
  await on(0, () => storeDocument(scope, { id, kind: 'invoice', name: 'march.pdf', bytes: INVOICE }))
  await expect(on(0, () => signLoa(scope, { id, typedName: 'Somebody Else' }))).rejects.toThrow(
    'Some fields are not valid',
  )
  await on(0, () => signLoa(scope, { id, typedName: 'olivia harbor' }))
  await on(0, () => submitPort(scope, { id }))

  // What an operator says, nobody of the account can say.
  for (const verb of [
    () => confirmFoc(scope, { id, focDate: '2026-12-04' }),
    () => portVoice(scope, { id }),
    () => rejectPort(scope, { id, reason: 'wrong_pin', note: null }),
  ])
    await expect(verb()).rejects.toMatchObject({ code: 'not_allowed' })

  await on(1, () => rejectPort(operator(account), { id, reason: 'wrong_pin', note: 'The port-out PIN is another one' }))
  expect(await readPort(scope, id)).toMatchObject({ status: 'exception', exceptionReason: 'wrong_pin', hasPin: true })
  await expect(on(1, () => fixException(scope, { id, pin: '9041' }))).rejects.toMatchObject({
    fields: { pin: ['This is the PIN that was refused. Change it, or write a comment.'] },
  })
  await on(1, () => fixException(scope, { id, pin: '7715' }))
  expect(await readPin(operator(account), id)).toBe('7715')

  await on(2, () => confirmFoc(operator(account), { id, focDate: '2026-12-04' }))
  await expect(on(3, () => portVoice(operator(account), { id }))).rejects.toThrow('moves on 2026-12-04')
  await expect(accept(account, { from: number })).rejects.toMatchObject({ code: 'sender_not_yours' })

  // 4 December, 15:00.
  await on(8, () => portVoice(operator(account), { id }))
  await expect(on(8, () => accept(account, { from: number }))).rejects.toThrow(
    'is being ported in and cannot send yet: text is enabled on it not before 2026-12-07',
  )
  // Before the third day nothing is tested.
  expect(await on(10.9, async () => beginLoopTests(await way()))).toEqual([])
  await expect(on(10.9, () => accept(account, { from: number }))).rejects.toMatchObject({ code: 'sender_porting' })

  const [loop] = await on(11, async () => beginLoopTests(await way()))
  expect(loop?.part).toMatchObject({ from: number, to: LOOP, text: expect.stringMatching(/^Loop test [A-Z0-9]{12}$/) })
  if (!loop) throw new Error('no test was begun')
  await on(11, () => recordLoopSubmit(loop, outcome.accepted(newCarrierId())))
  // One way is not enough.
  await expect(on(11, () => accept(account, { from: number }))).rejects.toMatchObject({ code: 'sender_porting' })
  const before = await books(account)
  await on(11, () => bring(inbound(account, { from: LOOP, to: number, text: loop.part.text })))

  const done = await readPort(scope, id)
  expect(done).toMatchObject({ status: 'done', numbers: [{ voice: 'ported', messaging: 'active', tests: 1 }] })
  expect(await books(account)).toEqual(before)
  expect(await countMessages(account)).toBe(0)
  await on(11, () => accept(account, { from: number }))
  expect(await countMessages(account)).toBe(1)

  expect(done.events.toReversed().map(({ kind, to }) => to ?? kind)).toEqual([
    'draft',
    'details',
    'documents',
    'document',
    'signed',
    'submitted',
    'exception',
    'details',
    'submitted',
    'foc_confirmed',
    'voice_ported',
    'loop_test',
    'active',
    'done',
  ])
  const mails = await ask<{ subject: string }>('select subject from mails where to_email = $1 order by id', [
    admin.email,
  ])
  expect(mails.map(({ subject }) => subject.replace(id, '#'))).toEqual([
    'Port order # needs its documents',
    'Port order # is submitted',
    'Port order # needs you',
    'Port order # is submitted',
    'Port order # has its date: 2026-12-04',
    'Port order # has moved voice',
    expect.stringContaining('sends and receives text'),
    'Port order # is done',
  ])
  const audit = await ask<{ action: string }>(
    "select action from audit_log where account_id = $1 and action like 'port%' order by seq",
    [scope.accountId],
  )
  expect(audit.filter(({ action }) => action === 'port_order.moved')).toHaveLength(8 - 1)
})

test('no test came back in five days: people are told once, it is tested on, and it works when one comes', async () => {
  const account = await makeAccount()
  const { id, numbers } = await on(0, () => portedOrder(account))
  const [number = ''] = numbers
  const first = await on(3, async () => beginLoopTests(await way()))
  expect(first).toHaveLength(1)
  for (const test of first) await on(3, () => recordLoopSubmit(test, outcome.rejected()))
  expect(await on(3.01, async () => beginLoopTests(await way()))).toEqual([])
  expect(await on(3.05, async () => beginLoopTests(await way()))).toHaveLength(1)
  const [late] = await on(5, async () => beginLoopTests(await way()))
  expect(await readPort(account.scope, id)).toMatchObject({
    status: 'voice_ported',
    numbers: [{ messaging: 'overdue', tests: 3 }],
  })
  await on(6, async () => beginLoopTests(await way()))
  const warnings = await ask('select 1 from mails where subject like $1', ['%does not carry text yet%'])
  expect(warnings).toHaveLength(1)
  await expect(on(6, () => accept(account, { from: number }))).rejects.toMatchObject({ code: 'sender_porting' })

  // The answer to an earlier test is as good as one to the last.
  await on(6, () => bring(inbound(account, { from: LOOP, to: number, text: late?.part.text ?? '' })))
  expect(await readPort(account.scope, id)).toMatchObject({ status: 'done' })
})

test('two workers at once begin one test, and one answer that comes twice enables once', async () => {
  const account = await makeAccount()
  const { id, numbers } = await on(0, () => portedOrder(account, takeNumbers('longcode', 2)))
  const begun = await on(3, async () => {
    const both = await way()
    return (await Promise.all([beginLoopTests(both), beginLoopTests(both)])).flat()
  })
  expect(begun.map(({ part }) => part.from).toSorted()).toEqual(numbers.toSorted())
  for (const { part } of begun) {
    const reply = inbound(account, { from: LOOP, to: part.from, text: part.text })
    await on(3, () => bring(reply, reply))
  }
  const { status, events } = await readPort(account.scope, id)
  expect(status).toBe('done')
  expect(events.filter(({ kind }) => kind === 'active')).toHaveLength(2)
  expect(await countMessages(account)).toBe(0)
})

test('only the right words from the loop number confirm anything; a message that looks like it is a message', async () => {
  const account = await makeAccount()
  const { numbers } = await on(0, () => portedOrder(account))
  const [loop] = await on(3, async () => beginLoopTests(await way()))
  const [to = ''] = numbers
  for (const [from, text] of [
    [LOOP, 'Loop test AAAAAAAAAAAA'],
    ['+19075550123', loop?.part.text ?? ''],
  ] as const)
    await on(3, () => bring(inbound(account, { from, to, text })))
  expect(await countMessages(account)).toBe(2)
  await expect(on(3, () => accept(account, { from: to }))).rejects.toMatchObject({ code: 'sender_porting' })
})

test('a line that is down keeps the test for later, and an hour passes between two', async () => {
  const account = await makeAccount()
  await on(0, () => portedOrder(account))
  expect(await on(3, () => beginLoopTests({ loopNumber: LOOP, linkIds: [] }))).toEqual([])
  const [loop] = await on(3, async () => beginLoopTests(await way()))
  if (!loop) throw new Error('no test was begun')
  await on(3, () => recordLoopSubmit(loop, outcome.unsent()))
  expect(await on(3 + HOUR_MS / 4 / DAY_MS, async () => beginLoopTests(await way()))).toHaveLength(1)
})

test('who claims somebody’s number keeps nobody from porting it; of two the losing carrier’s date decides, and it is one', async () => {
  const [one, other] = [await makeAccount(), await makeAccount()]
  const [number = ''] = takeNumbers('longcode', 1)
  await on(0, () => Promise.all([submitOrder(one, [number]), submitOrder(other, [number])]))
  const idOf = async ({ scope }: typeof one) => (await listPorts(scope, { limit: 1 }))[0]?.id ?? ''
  const [mine, theirs] = [await idOf(one), await idOf(other)]
  const confirm = (account: typeof one, id: string) =>
    on(1, () => confirmFoc(operator(account), { id, focDate: '2026-12-04' }))
  await confirm(one, mine)
  await expect(confirm(other, theirs)).rejects.toMatchObject({ code: 'port_number_taken' })
  // With an exception it is free for the other.
  await on(2, () => rejectPort(operator(one), { id: mine, reason: 'wrong_pin', note: null }))
  await confirm(other, theirs)
  expect((await listPorts(other.scope, { limit: 1 }))[0]?.status).toBe('foc_confirmed')
})

test('who may not manage numbers does not read what a losing carrier lets a number go for', async () => {
  const account = await makeAccount()
  const { id } = await on(0, () => submitOrder(account))
  const { scope } = await addMember(account, 'support')
  const shown = await readPort(scope, id)
  expect(shown).toMatchObject({ accountNumber: '…1-22', authorisedPerson: null, street: null, loaSignedBy: null })
  for (const secret of ['4471-22', 'Olivia Harbor', '12 Pier Road']) expect(JSON.stringify(shown)).not.toContain(secret)
  expect(await readPort((await addMember(account, 'developer')).scope, id)).toMatchObject({ accountNumber: '4471-22' })
})

test('the PIN is kept sealed: in no row, no event, no mail and no audit entry, and a signature falls with what it stands under', async () => {
  const account = await makeAccount()
  const pin = 'quiet-zebra-quay'
  const { id } = await openOrder(account)
  await saveDetails(account.scope, { id, ...DETAILS, pin })
  await storeDocument(account.scope, { id, kind: 'invoice', name: 'march.pdf', bytes: INVOICE })
  await signLoa(account.scope, { id, typedName: 'Olivia Harbor' })
  await submitPort(account.scope, { id })
  expect(await readPin(operator(account), id)).toBe(pin)
  await rejectPort(operator(account), { id, reason: 'name_mismatch', note: null })
  expect(await readPort(account.scope, id)).toMatchObject({ loaSignedBy: 'Olivia Harbor' })
  const renamed = { id, details: { authorisedPerson: 'Olivia M. Harbor' } }
  // The old name is not under the new letter.
  for (const typedName of ['', 'Olivia Harbor'])
    await expect(fixException(account.scope, { ...renamed, typedName })).rejects.toMatchObject({ code: 'invalid' })
  expect(await readPort(account.scope, id)).toMatchObject({ loaSignedBy: 'Olivia Harbor', status: 'exception' })
  await fixException(account.scope, { ...renamed, typedName: 'Olivia M. Harbor' })
  expect(await readPort(account.scope, id)).toMatchObject({ loaSignedBy: 'Olivia M. Harbor', status: 'submitted' })
  const everything = await ask<{ text: string }>(
    `select t::text as text from port_orders t where id = $1 union all select e::text from port_events e where order_id = $1
     union all select a::text from audit_log a where account_id = $2 union all select m::text from mails m`,
    [id, account.scope.accountId],
  )
  expect(everything.length).toBeGreaterThan(10)
  for (const { text } of everything) expect(text).not.toContain(pin)
})
