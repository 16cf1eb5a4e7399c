/**
 * With the switch off, as in production, no web hook and no test delivery reaches an address inside, however it is written and whatever its
 * name says; and what would have answered there is not shown.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tryUrl } from '#domain/routing/try-url.ts'
import type { UrlPlace } from '#domain/routing/write-request-url.ts'
import { closeFetch, guardedPost } from '#lib/guarded-fetch.ts'
import { resolveName } from '#lib/guarded-names.ts'
import { createDeliverer } from '#server/worker/deliver.ts'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { bring, inbound } from '#tests/support/road.ts'

// Before any import: `lib/env.ts` reads them once.
const nameServer = await vi.hoisted(async () => {
  const { startNameServer } = await import('#tests/support/name-server.ts')
  const started = await startNameServer()
  vi.stubEnv('ALLOW_PRIVATE_WEBHOOKS', 'false')
  vi.stubEnv('WEBHOOK_DNS', started.address)
  return started
})

const SECRET_ANSWER = 'what the machine inside says to nobody'
const PLACE: UrlPlace = { e164: '', kind: 'sms_callback' }
const POST = { headers: {}, body: '{}', timeoutMs: 4_000 }

/** A service inside. It listens on every address of this machine, so only the guard keeps it from being reached. */
let server: Server
let port: number
let reached = 0
let account: TestAccount

beforeAll(async () => {
  server = createServer((_, answer) => {
    reached += 1
    answer.writeHead(200, { 'x-inside': SECRET_ANSWER }).end(SECRET_ANSWER)
  }).listen(0, '::')
  server.on('connection', () => {
    reached += 1
  })
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  await closeFetch()
  nameServer.close()
  server.close()
})
beforeEach(async () => {
  reached = 0
  nameServer.asked.length = 0
  account = await makeAccount()
})

/** As it stands in a database that somebody else wrote, or that was filled before a rule came. */
async function putUrl(url: string): Promise<void> {
  const sql = 'insert into request_urls (account_id, e164, kind, url, updated_at) values ($1, $2, $3, $4, now())'
  await ask(sql, [account.scope.accountId, PLACE.e164, PLACE.kind, url])
}

/** A real event to that URL: what its one attempt says. */
async function deliverTo(url: string) {
  await putUrl(url)
  await bring(inbound(account))
  const deliverer = createDeliverer(() => {})
  await deliverer.round()
  await deliverer.settled()
  return ask<{ status_code: number | null; error: string; answer: string | null }>(
    'select status_code, error, answer from delivery_attempts where account_id = $1',
    [account.scope.accountId],
  )
}

const SPELLINGS = {
  dotted: '127.0.0.1',
  short: '127.1',
  decimal: '2130706433',
  hex: '0x7f000001',
  'hex parts': '0x7f.0x0.0x0.0x1',
  octal: '0177.0.0.1',
  'octal, whole': '017700000001',
  'with a dot at its end': '127.0.0.1.',
  'percent-encoded': '%31%32%37.0.0.1',
  'in full-width digits': '１２７.０.０.１',
  'in circled digits, with an ideographic stop': '①②⑦。⓪。⓪。①',
  'this host': '0.0.0.0',
  'this host, short': '0',
  v6: '[::1]',
  'v6, unspecified': '[::]',
  mapped: '[::ffff:127.0.0.1]',
  'mapped, in hex': '[::ffff:7f00:1]',
  compatible: '[::127.0.0.1]',
  translated: '[::ffff:0:7f00:1]',
  NAT64: '[64:ff9b::7f00:1]',
  'NAT64, local': '[64:ff9b:1::7f00:1]',
  '6to4': '[2002:7f00:1::1]',
  Teredo: '[2001:0:7f00:1::1]',
  'private, 10/8': '10.0.0.1',
  'private, 172.16/12': '172.31.255.255',
  'private, 192.168/16': '192.168.0.1',
  'carrier NAT': '100.64.0.1',
  'link-local': '169.254.0.1',
  metadata: '169.254.169.254',
  'metadata, in decimal': '2852039166',
  'metadata of Alibaba': '100.100.100.200',
  'metadata of Azure': '168.63.129.16',
  'metadata over v6': '[fd00:ec2::254]',
  'v6, link-local': '[fe80::1]',
  'v6, private': '[fd00::1]',
  'v6, site-local': '[fec0::1]',
  multicast: '224.0.0.1',
  broadcast: '255.255.255.255',
  benchmark: '198.18.0.1',
  documentation: '203.0.113.9',
  'name of the machine': 'localhost',
  'name of the machine, in capitals, with a dot': 'LOCALHOST.',
  'name below localhost': 'db.localhost',
  'metadata by name': 'metadata.google.internal',
  'name in a house': 'printer.local',
  'name without a dot': 'postgres',
}

describe.each(Object.entries(SPELLINGS))('an address inside (%s)', (_, host) => {
  test(`is refused when ${host} is saved, tried and called`, async () => {
    const url = `http://${host}:${port}/latest/meta-data`
    const told = { code: 'invalid', fields: { callback_url: [expect.stringContaining('public')] } }
    await expect(setRequestUrl(account.scope, { ...PLACE, url })).rejects.toMatchObject(told)
    await expect(tryUrl(account.scope, { ...PLACE, url })).rejects.toMatchObject(told)
    const [attempt] = await deliverTo(new URL(url).href)
    expect(attempt).toMatchObject({ status_code: null, error: expect.stringContaining('public'), answer: null })
    expect(nameServer.asked).toEqual([])
    expect(reached).toBe(0)
  })
})

describe('a name that leads inside', () => {
  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['169.254.169.254']],
    // One good address does not excuse the other: which of them is called is not ours to choose.
    [['93.184.216.34', '127.0.0.1']],
  ])('is refused at %j, and neither address nor answer are told', async (addresses) => {
    nameServer.names.set('hooks.example.com', [addresses])
    const url = `http://hooks.example.com:${port}/`
    const sentence = 'hooks.example.com leads to an address that is not public. Events go to public addresses only.'
    const { verdict, measured } = await tryUrl(account.scope, { ...PLACE, url })
    expect(verdict).toBe(sentence)
    expect(measured).toMatchObject({ statusCode: null, text: '', headers: {}, address: null, tls: null })
    expect(measured.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null })
    expect(await deliverTo(url)).toEqual([{ status_code: null, error: sentence, answer: null }])
    expect(reached).toBe(0)
  })

  test('only at its second look-up is refused then', async () => {
    const name = 'turncoat.example.com'
    // Good for five minutes, says the name server; nobody here relies on that.
    nameServer.names.set(name, [['93.184.216.34'], ['127.0.0.1']])
    expect(await resolveName(name)).toEqual([{ address: '93.184.216.34', family: 4 }])
    const answer = await guardedPost(`http://${name}:${port}/`, POST)
    expect(answer.fault).toMatchObject({ step: 'dns', code: 'leads_inside' })
    expect(reached).toBe(0)
  })

  test('says the same whether something listens there or not', async () => {
    nameServer.names.set('probe.example.com', [['127.0.0.1']])
    const told = await Promise.all([port, 8_099].map((one) => guardedPost(`http://probe.example.com:${one}/`, POST)))
    const [open, closed] = told.map(({ timings, ...rest }) => ({ ...rest, timings: { ...timings, totalMs: 0 } }))
    expect(open).toEqual(closed)
  })
})

test('name servers that never answer hold up nobody else', async () => {
  const silent = Array.from({ length: 32 }, (_, index) => `silent-${index}.example.com`)
  for (const name of silent) nameServer.names.set(name, 'silent')
  nameServer.names.set('prompt.example.com', [['127.0.0.1']])
  let ended = 0
  const hanging = silent.map(async (name) => {
    const { fault } = await guardedPost(`http://${name}:8080/`, POST)
    ended += 1
    return fault
  })
  const prompt = await guardedPost('http://prompt.example.com:8080/', POST)
  expect({ code: prompt.fault?.code, ended }).toEqual({ code: 'leads_inside', ended: 0 })
  for (const fault of await Promise.all(hanging)) expect(fault).toMatchObject({ step: 'dns', code: 'timeout' })
})

test.each([22, 25, 81, 445, 1_023, 2_375, 3_306, 5_432, 6_379, 9_200, 11_211, 27_017])(
  'port %i is refused when it is saved and when it is called',
  async (refused) => {
    const url = `http://hooks.example.com:${refused}/`
    await expect(setRequestUrl(account.scope, { ...PLACE, url })).rejects.toMatchObject({
      fields: { callback_url: [expect.stringContaining(`port ${refused}`)] },
    })
    expect((await guardedPost(url, POST)).fault).toMatchObject({ code: 'port' })
  },
)

test.each(['https://hooks.example.com/', 'http://hooks.example.com:8080/', 'https://hooks.example.com:8443/'])(
  '%s may be saved',
  async (url) => {
    await setRequestUrl(account.scope, { ...PLACE, url })
  },
)
