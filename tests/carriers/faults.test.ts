import { expect, test } from 'vitest'
import { createPdu } from '#server/carriers/smpp/pdu.ts'
import { agree, deliverSm, startBareCarrier } from './bare-carrier.ts'
import { part, startCarrier, startLink } from './start-link.ts'

test('packets that arrive byte by byte are understood', async () => {
  const carrier = await startBareCarrier(agree, 1)
  const { link, reaches, hasReceived } = startLink(carrier.port)
  await reaches('bound')
  expect(await link.submit(part())).toMatchObject({ kind: 'accepted', carrierMessageId: '2' })
  carrier.send(deliverSm('Hello', 1))
  expect(await hasReceived(1)).toMatchObject([{ kind: 'inbound', text: 'Hello' }])
})

test('when the line is cut, what left is in doubt, what waited is not, and the link comes back', async () => {
  const carrier = await startBareCarrier((pdu) => (pdu.command === 'submit_sm' ? null : agree(pdu)))
  const { link, reaches } = startLink(carrier.port, { window: 3 })
  await reaches('bound')
  const outcomes = Array.from({ length: 5 }, () => link.submit(part()))
  await carrier.hears('submit_sm', 3)
  carrier.drop()
  expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual([
    'uncertain',
    'uncertain',
    'uncertain',
    'unsent',
    'unsent',
  ])
  expect(await link.submit(part())).toMatchObject({ kind: 'unsent' })
  await reaches('bound')
  expect(link.free).toBeGreaterThan(0)
})

test('a carrier that restarts is found again', async () => {
  const first = await startCarrier()
  const { link, reaches } = startLink(first.smppPort)
  await reaches('bound')
  const port = first.smppPort
  await first.close()
  await reaches('down')
  await startCarrier({ smppPort: port })
  await reaches('bound')
  expect(await link.submit(part())).toMatchObject({ kind: 'accepted' })
})

test('a wrong password is refused in words and not tried again for seconds', async () => {
  const { smppPort } = await startCarrier({ password: 'another' })
  const { link, states, reaches } = startLink(smppPort)
  const detail = await reaches('refused')
  expect(detail).toContain('ESME_RINVPASWD')
  expect(Number(/next try in ([\d.]+) s/.exec(detail)?.[1])).toBeGreaterThan(3)
  expect(states.map(({ state }) => state)).toEqual(['connecting', 'refused'])
  expect(await link.submit(part())).toMatchObject({ kind: 'unsent' })
})

test('an answer that never comes leaves the message in doubt, and the link goes on', async () => {
  const carrier = await startBareCarrier((pdu) => (pdu.destination_addr?.endsWith('0111') ? null : agree(pdu)))
  const { link, reaches } = startLink(carrier.port, { window: 1, responseTimeoutMs: 100 })
  await reaches('bound')
  expect(await link.submit(part('0111'))).toMatchObject({ kind: 'uncertain', reason: 'no answer within 100 ms' })
  expect(await link.submit(part())).toMatchObject({ kind: 'accepted' })
})

test('a quiet line is asked for signs of life, and a dead one is given up and opened again', async () => {
  const carrier = await startBareCarrier((pdu) => (pdu.command === 'enquire_link' ? null : agree(pdu)))
  const { states, reaches } = startLink(carrier.port, { enquireLinkMs: 50 })
  await reaches('bound')
  await carrier.hears('enquire_link')
  expect(await reaches('down')).toContain('no sign of life')
  await carrier.hears('bind_transceiver', 2)
  expect(states.map(({ state }) => state).slice(0, 4)).toEqual(['connecting', 'bound', 'down', 'connecting'])
})

test('a carrier that asks for signs of life gets them', async () => {
  const carrier = await startBareCarrier(agree)
  const { reaches } = startLink(carrier.port)
  await reaches('bound')
  carrier.send(createPdu('enquire_link', { sequence_number: 99 }).toBuffer())
  expect(await carrier.hears('enquire_link_resp')).toMatchObject({ sequence_number: 99, command_status: 0 })
})

test('a message that cannot be read is refused for good, and those behind it still arrive', async () => {
  const carrier = await startBareCarrier(agree)
  const { link, states, reaches, hasReceived } = startLink(carrier.port)
  await reaches('bound')
  const whole = deliverSm('Cut short', 5)
  const short = Buffer.from(whole.subarray(0, whole.length - 3))
  short.writeUInt32BE(short.length, 0)
  carrier.send(Buffer.concat([short, deliverSm('Next', 6)]))
  expect(await hasReceived(1)).toMatchObject([{ text: 'Next' }])
  expect(await carrier.hears('deliver_sm_resp')).toMatchObject({ sequence_number: 5, command_status: 0x65 })
  expect(states.at(-1)?.detail).toContain('refused an unreadable PDU')
  expect(link.state).toBe('bound')
})

test('a command nobody knows is answered with a generic_nack', async () => {
  const carrier = await startBareCarrier(agree)
  const { link, reaches } = startLink(carrier.port)
  await reaches('bound')
  carrier.send(Buffer.from('00000010000077770000000000000008', 'hex'))
  expect(await carrier.hears('generic_nack')).toMatchObject({ sequence_number: 8, command_status: 3 })
  expect(link.state).toBe('bound')
})

test('noise instead of a protocol closes the connection, never the process', async () => {
  const carrier = await startBareCarrier(agree)
  const { reaches } = startLink(carrier.port)
  await reaches('bound')
  carrier.send(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))
  expect(await reaches('down')).toContain('a PDU cannot have')
  await reaches('bound')
})

test('closing waits for what is on the wire, and says goodbye', async () => {
  const sandbox = await startCarrier({ responseDelayMs: 50 })
  const { link, reaches } = startLink(sandbox.smppPort)
  await reaches('bound')
  const outcome = link.submit(part('0154'))
  await link.close()
  expect(await outcome).toMatchObject({ kind: 'accepted' })
  expect(await link.submit(part())).toMatchObject({ kind: 'unsent' })
  expect(link.state).toBe('down')
})
