/** A test message never reaches a real carrier, nor a live one the sandbox of a production: whatever becomes of it on its road. */
import { beforeEach, describe, expect, test } from 'vitest'
import { ensureSandboxLink, SANDBOX_LINK } from '#domain/links/ensure-sandbox-link.ts'
import { saveLink } from '#domain/links/link.ts'
import { storeIncoming } from '#domain/messages/carrier-inbox.ts'
import { claimMessages } from '#domain/messages/claim-messages.ts'
import { recordOutcomes } from '#domain/messages/record-outcomes.ts'
import { sweepMessages } from '#domain/messages/sweep-messages.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { newId } from '#lib/ids.ts'
import { DAY_MS, SECOND_MS, withClockAt } from '#lib/time.ts'
import { makeAccount, PART_NANOS, type TestAccount } from '#tests/support/account.ts'
import { ask, books } from '#tests/support/books.ts'
import { accept, DOUBT_MS, inbound, LEASE_MS, outcome } from '#tests/support/road.ts'
import { withTestKey } from '#tests/support/test-key.ts'

const CARRIER = 'north'
const ADDRESS = { port: 2775, systemId: 'longcode', password: 'secret', window: 10, ratePerSecond: 100 }

let links: { carrier: string; sandbox: string }
let live: TestAccount
let byTest: TestAccount

/** A real carrier, and everybody's first choice; the sandbox as it is in production. */
beforeEach(async () => {
  live = await makeAccount()
  byTest = await withTestKey(live)
  await saveLink({ name: CARRIER, host: 'smpp.north.example', ...ADDRESS })
  await ask("update links set enabled = true, priority = case name when 'north' then 1 else 100 end")
  await ensureSandboxLink('production')
  const rows = await ask<{ id: string; name: string }>('select id, name from links')
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id ?? ''
  links = { carrier: idOf(CARRIER), sandbox: idOf(SANDBOX_LINK) }
})

async function linkOf(id: string): Promise<'carrier' | 'sandbox' | null> {
  const [row] = await ask<{ link_id: string }>('select link_id from messages where id = $1', [id])
  if (row?.link_id === links.carrier) return 'carrier'
  return row?.link_id === links.sandbox ? 'sandbox' : null
}

async function claimOn(link: keyof typeof links) {
  const input = { linkId: links[link], owner: newId(), leaseMs: LEASE_MS, limit: 100 }
  return claimMessages(live.scope.accountId, input)
}

const later = <T>(ms: number, work: () => Promise<T>) => withClockAt(new Date(Date.now() + ms), work)
const sweep = () => sweepMessages(live.scope.accountId)

test('with a real carrier in first place, a live message goes there and a test message to the sandbox', async () => {
  const ids = await Promise.all([accept(live), accept(byTest), accept(live), accept(byTest)])
  expect(await Promise.all(ids.map(linkOf))).toEqual(['carrier', 'sandbox', 'carrier', 'sandbox'])
  const [onCarrier, onSandbox] = [await claimOn('carrier'), await claimOn('sandbox')]
  expect(new Set(onCarrier.map((message) => message.id))).toEqual(new Set([ids[0], ids[2]]))
  expect(new Set(onSandbox.map((message) => message.id))).toEqual(new Set([ids[1], ids[3]]))
})

test.each(['test', 'live'] as const)(
  'a %s message keeps to its link when put back, in doubt, after its worker died, and sent once more',
  async (kind) => {
    const [own, other] = kind === 'test' ? (['sandbox', 'carrier'] as const) : (['carrier', 'sandbox'] as const)
    const id = await accept(kind === 'test' ? byTest : live)
    const record = async (how: 'unsent' | 'uncertain') => {
      const [message] = await claimOn(own)
      if (!message) throw new Error('it was not to be claimed on its own link')
      const link = { id: links[own], doubtMs: DOUBT_MS }
      const parts = [{ number: 1, outcome: outcome[how]() }]
      await recordOutcomes(live.scope.accountId, link, [{ messageId: id, lease: message.lease, parts }])
    }
    const expectItsOwn = async () => {
      expect(await claimOn(other)).toEqual([])
      expect(await linkOf(id)).toBe(own)
    }
    await expectItsOwn()
    await record('unsent')
    await later(SECOND_MS, async () => {
      await expectItsOwn()
      await claimOn(own) // and its worker dies
    })
    await later(LEASE_MS + 2 * SECOND_MS, async () => {
      await sweep()
      await expectItsOwn()
    })
    await later(LEASE_MS + DOUBT_MS + 4 * SECOND_MS, async () => {
      await sweep()
      await expectItsOwn()
      await record('uncertain')
    })
    await later(3 * DAY_MS, async () => {
      await sweep()
      await expectItsOwn()
    })
    const money = kind === 'test' ? 'test' : 'live'
    expect(await books(live, money)).toMatchObject({ held: 0n, usage: 0n })
    const seen = await ask('select distinct link_id from message_parts where message_id = $1', [id])
    expect(seen).toEqual([{ link_id: links[own] }])
  },
)

test('without a real carrier nothing live is taken in, and test keys go on; without the sandbox the other way round', async () => {
  const refused = { code: 'no_link' }
  await ask("update links set enabled = (name <> 'north')")
  await expect(accept(live)).rejects.toMatchObject(refused)
  expect(await linkOf(await accept(byTest))).toBe('sandbox')
  await ask("update links set enabled = (name = 'north')")
  await expect(accept(byTest)).rejects.toMatchObject(refused)
  expect(await linkOf(await accept(live))).toBe('carrier')
})

describe('the database itself', () => {
  test('refuses a real carrier that would take test messages, by any name and any way', async () => {
    const wrong = 'links_test_only_in_sandbox'
    const both = { live: true, test: true }
    await expect(saveLink({ name: CARRIER, host: 'smpp.north.example', ...ADDRESS }, both)).rejects.toThrow(wrong)
    await expect(saveLink({ name: 'tunnel', host: '127.0.0.1', ...ADDRESS }, both)).rejects.toThrow(wrong)
    await expect(ask("update links set host = 'smpp.north.example' where name = 'sandbox'")).rejects.toThrow(wrong)
  })

  test('a sandbox that is turned into a real carrier gets none of the test messages that wait for it', async () => {
    const id = await accept(byTest)
    const before = (await books(byTest, 'test')).available
    await ask(
      "update links set host = 'smpp.north.example', takes_test = false, takes_live = true where name = 'sandbox'",
    )
    try {
      expect(await claimOn('sandbox')).toEqual([])
      await later(3 * DAY_MS, sweep)
    } finally {
      await ask("update links set host = '127.0.0.1' where name = 'sandbox'")
    }
    expect(await ask('select status from messages where id = $1', [id])).toEqual([{ status: 'expired' }])
    expect((await books(byTest, 'test')).available).toBe(before + PART_NANOS)
  })
})

describe('what phones write', () => {
  const comeIn = async (link: keyof typeof links) => {
    await storeIncoming(links[link], [inbound(live)])
    while ((await workInbox(100)) > 0);
    const [row] = await ask<{ is_test: boolean; status: string }>(
      "select is_test, status from messages where account_id = $1 and direction = 'inbound' order by id desc limit 1",
      [live.scope.accountId],
    )
    return row
  }

  beforeEach(() =>
    setRequestUrl(live.scope, { e164: '', kind: 'sms_callback', url: 'https://hooks.harbor.example/sms' }),
  )

  test('over a production’s sandbox is a test message in test money, over a real carrier a live one', async () => {
    expect(await comeIn('sandbox')).toEqual({ is_test: true, status: 'received' })
    expect(await books(live, 'test')).toMatchObject({ usage: PART_NANOS })
    expect(await books(live)).toMatchObject({ usage: 0n })
    expect(await comeIn('carrier')).toEqual({ is_test: false, status: 'received' })
    expect(await books(live)).toMatchObject({ usage: PART_NANOS })
  })

  test('over the sandbox of a development machine is live, as its other messages are', async () => {
    await ensureSandboxLink('local')
    expect(await comeIn('sandbox')).toEqual({ is_test: false, status: 'received' })
    expect(await books(live)).toMatchObject({ usage: PART_NANOS })
  })
})
