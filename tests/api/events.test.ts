/** The feed of events: what happened, in the order in which it committed, once, and to nobody else. */
import { beforeAll, describe, expect, test } from 'vitest'
import { createKey } from '#domain/keys/create-key.ts'
import { addOptOut } from '#domain/optouts/add-opt-out.ts'
import { queueOptOuts } from '#domain/webhooks/queue-opt-outs.ts'
import { tenantTransaction } from '#lib/db.ts'
import { newId } from '#lib/ids.ts'
import { now, withClockAt } from '#lib/time.ts'
import { basic, makeAccount, newConsumer, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'
import { fieldErrors, request } from './client.ts'
import { type Event, getEvents as get, PATH, tell, textOf, textsOf } from './event-reader.ts'

let account: TestAccount
beforeAll(async () => {
  account = await makeAccount()
})

describe('reading by cursor', () => {
  test('an account without any URL reads every inbound message, oldest first, and goes on where it stopped', async () => {
    await tell(account, 'one', 'two', 'three')
    const first = await get(account, '?limit=2')
    expect(textsOf(first)).toEqual(['one', 'two'])
    expect(first.data[0]).toEqual({
      id: expect.any(String),
      type: 'inbound',
      attributes: {
        created_at: expect.any(String),
        status: 'held',
        held_why: 'no_url',
        payload: { data: expect.objectContaining({ type: 'message' }) },
      },
    })
    expect(first.meta.has_more).toBe(true)
    const { pathname, search } = new URL(first.links.next)
    const second = await get(account, search)
    expect([pathname, textsOf(second)]).toEqual([PATH, ['three']])
    expect(await get(account, `?after=${second.meta.cursor}`)).toMatchObject({ data: [], meta: second.meta })
    await tell(account, 'four')
    expect(textsOf(await get(account, `?after=${second.meta.cursor}`))).toEqual(['four'])
  })

  test('many writers at once, one that commits late, and a reader beside them: each message once', async () => {
    const busy = await makeAccount({ longcodes: 8 })
    let mayCommit = false
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const late = tenantTransaction(busy.scope.accountId, async (tx) => {
      const facts = { number: busy.from, consumer: newConsumer(), isTest: false, source: 'api', messageId: null }
      await queueOptOuts(tx, busy.scope.accountId, 'optout.created', [{ ...facts, id: newId(), at: now() }])
      begun()
      // Never idle: the server ends who is.
      while (!mayCommit) await tx.query('select pg_sleep(0.05)')
    })
    await hasBegun
    const sent: string[] = []
    const write = async (to: string) => {
      for (let nth = 0; nth < 16; nth++) {
        sent.push(`${to} ${nth}`)
        await bring(inbound(busy, { to, text: `${to} ${nth}` }))
        if (to === busy.from && nth === 8) mayCommit = true
      }
    }
    const writing = Promise.all(busy.numbers.map(write)).then(() => late)
    let written = false
    void writing.finally(() => {
      written = true
    })
    const seen: Event[] = []
    let after = ''
    for (;;) {
      const isLast = written
      const page = await get(busy, `?limit=7${after}`)
      seen.push(...page.data)
      after = `&after=${page.meta.cursor}`
      if (isLast && page.data.length === 0) break
    }
    await writing
    const texts = seen.filter(({ type }) => type === 'inbound').map(textOf)
    expect(texts.toSorted()).toEqual(sent.toSorted())
    expect(seen.filter(({ type }) => type === 'optout.created')).toHaveLength(1)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  })

  test('now is the end, kinds narrow it, and what is older than 30 days is out of reach', async () => {
    const quiet = await makeAccount()
    await withClockAt(new Date(now().getTime() - 31 * 86_400_000), () => tell(quiet, 'old'))
    await tell(quiet, 'young')
    const { meta } = await get(quiet, '?after=now')
    expect(textsOf(await get(quiet))).toEqual(['young'])
    await addOptOut(quiet.scope, { number: quiet.from, consumer: newConsumer(), note: '' })
    await tell(quiet, 'new')
    expect((await get(quiet, `?after=${meta.cursor}`)).data.map(({ type }) => type)).toEqual([
      'optout.created',
      'inbound',
    ])
    expect(textsOf(await get(quiet, `?after=${meta.cursor}&kind=inbound`))).toEqual(['new'])
    expect((await get(quiet, '?kind=receipt,optout.created')).data.map(({ type }) => type)).toEqual(['optout.created'])
  })

  test('what cannot be meant is 422 and says what to write', async () => {
    const bad = { after: 'x'.repeat(31), limit: '501', wait: '31', kind: 'inbound,x' }
    for (const [name, value] of Object.entries(bad))
      expect(Object.keys(fieldErrors(await request(account, 'GET', `${PATH}?${name}=${value}`)))).toEqual([name])
  })
})

describe('nobody else’s', () => {
  test('a cursor of another account, or one made up, shows nothing but one’s own', async () => {
    const stranger = await makeAccount()
    await tell(account, 'mine')
    await tell(stranger, 'theirs')
    const { meta } = await get(account)
    const start = Buffer.alloc(24).toString('base64url')
    for (const after of [meta.cursor, start])
      for (const { attributes } of (await get(stranger, `?after=${after}`)).data)
        expect(JSON.stringify(attributes.payload)).toContain(stranger.from.slice(1))
    expect(textsOf(await get(stranger, `?after=${start}`))).toEqual(['theirs'])
  })

  test('a key that is limited to some numbers, or to test money, reads those events alone', async () => {
    const wide = await makeAccount({ longcodes: 2 })
    const [own = '', other = ''] = wide.numbers
    for (const [to, text] of [
      [other, 'other'],
      [own, 'own'],
    ] as const)
      await bring(inbound(wide, { to, text }))
    const { accessKey, secret } = await createKey(wide.scope, { name: 'Front desk', numbers: [own] })
    expect(textsOf(await get({ authorization: basic(accessKey, secret) }))).toEqual(['own'])
    const test = await withTestKey(wide)
    expect(textsOf(await get(test))).toEqual([])
    await ask('update messages set is_test = true where account_id = $1', [wide.scope.accountId])
    expect([textsOf(await get(test)), textsOf(await get(wide))]).toEqual([['other', 'own'], []])
  })
})
