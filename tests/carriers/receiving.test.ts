import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Incoming } from '#domain/messages/carrier.ts'
import { part, startCarrier, startLink } from './start-link.ts'

const phone = '+12065550142'
const ours = '+12065550100'

function textOf(incoming: Incoming[]): string {
  return incoming.map((item) => (item.kind === 'inbound' ? item.text : '')).join('')
}

test('a text from a phone arrives and is acknowledged once it is kept', async () => {
  const sandbox = await startCarrier()
  const { reaches, incoming } = startLink(sandbox.smppPort)
  await reaches('bound')
  expect(await sandbox.receive(phone, ours, 'Are you open?')).toBe(true)
  expect(incoming).toMatchObject([{ kind: 'inbound', from: phone, to: ours, text: 'Are you open?', concat: null }])
})

test.each([
  ['in GSM-7 with a euro sign at the cut', `${'a'.repeat(152)}€${'{b}'.repeat(60)}`, 'gsm7', 3],
  ['with an emoji at the cut', `${'ж'.repeat(66)}🎉${'y'.repeat(60)}`, 'ucs2', 2],
] as const)(
  'a long text from a phone %s arrives in parts that join to what was written',
  async (_, text, encoding, parts) => {
    const sandbox = await startCarrier()
    const { reaches, incoming } = startLink(sandbox.smppPort)
    await reaches('bound')
    expect(await sandbox.receive(phone, ours, text)).toBe(true)
    expect(textOf(incoming)).toBe(text)
    expect(incoming).toHaveLength(parts)
    expect(incoming).toMatchObject(
      incoming.map((_, index) => ({ encoding, concat: { reference: 1, total: parts, number: index + 1 } })),
    )
  },
)

test('what could not be kept is not acknowledged, and the carrier brings it again', async () => {
  const sandbox = await startCarrier()
  const { reaches, incoming } = startLink(sandbox.smppPort, { refuse: 1 })
  await reaches('bound')
  expect(await sandbox.receive(phone, ours, 'Hello')).toBe(true)
  expect(textOf(incoming)).toBe('Hello')
  expect(sandbox.log()).toMatchObject([
    { event: 'deliver', attempt: 1, answer: 0x64 },
    { event: 'deliver', attempt: 2, answer: 0 },
  ])
})

test('receipts and texts wait at the carrier while nobody is there', async () => {
  const sandbox = await startCarrier()
  const first = startLink(sandbox.smppPort)
  await first.reaches('bound')
  await first.link.submit(part())
  await first.link.close()
  const text = sandbox.receive(phone, ours, 'Still there?')
  const second = startLink(sandbox.smppPort)
  await second.hasReceived(2)
  expect(await text).toBe(true)
  expect(second.incoming.map(({ kind }) => kind).sort()).toEqual(['inbound', 'receipt'])
})

test('many receipts at once are handed over in few batches', async () => {
  const sandbox = await startCarrier()
  const { link, reaches, batches, hasReceived } = startLink(sandbox.smppPort, { window: 50, commitMs: 20 })
  await reaches('bound')
  await Promise.all(Array.from({ length: 200 }, (_, index) => link.submit(part('0100', `Hello ${index}`))))
  const receipts = await hasReceived(200)
  expect(new Set(receipts.map((item) => (item.kind === 'receipt' ? item.carrierMessageId : ''))).size).toBe(200)
  expect(batches.length).toBeLessThan(50)
})

test('the door of the sandbox takes a text, says when nobody is there, and what is wrong with a bad one', async () => {
  const sandbox = await startCarrier()
  const post = (body: unknown) =>
    fetch(`http://127.0.0.1:${sandbox.controlPort}/receive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const unheard = await post({ from: phone, to: ours, body: 'Anybody?' })
  expect(unheard.status).toBe(503)
  expect(await unheard.json()).toMatchObject({ error: expect.stringContaining('Nobody is bound') })
  expect((await post({ from: 'me', to: ours, body: 'Hi' })).status).toBe(400)

  const { hasReceived, incoming } = startLink(sandbox.smppPort)
  await hasReceived(1)
  expect((await post({ from: phone, to: ours, body: 'Hi' })).status).toBe(200)
  expect(textOf(incoming)).toBe('Anybody?Hi')
})

test('the carrier writes down what it took and how its receipts were answered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const logFile = join(folder, 'carrier.jsonl')
  const sandbox = await startCarrier({ logFile })
  const { link, reaches } = startLink(sandbox.smppPort)
  await reaches('bound')
  const outcome = await link.submit(part('0153', 'Hi €'))
  await link.close()
  const lines = readFileSync(logFile, 'utf8').trim().split('\n')
  const id = outcome.kind === 'accepted' ? outcome.carrierMessageId : ''
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'submit', id, from: ours, to: '+12065550153', text: 'Hi €', concat: null },
    { event: 'deliver', kind: 'receipt', id, stat: 'DELIVRD', attempt: 1, answer: 0 },
  ])
})
