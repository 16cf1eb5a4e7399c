import { expect, test } from 'vitest'
import { addPasskey } from '#domain/access/add-passkey.ts'
import { beginPasskey, beginPasskeySignIn, beginPasskeyStep } from '#domain/access/begin-passkey.ts'
import { completeSecondStep } from '#domain/access/complete-second-step.ts'
import { listPasskeys } from '#domain/access/list-passkeys.ts'
import { removePasskey } from '#domain/access/remove-passkey.ts'
import { renamePasskey } from '#domain/access/rename-passkey.ts'
import { signInWithPasskey } from '#domain/access/sign-in-with-passkey.ts'
import { query } from '#lib/db.ts'
import { MINUTE_MS, now, withClockAt } from '#lib/time.ts'
import { makeDevice } from '#tests/support/passkey-device.ts'
import { HOME, makePerson, opened, type TestPerson, toSecondStep } from '#tests/support/person.ts'

type Device = ReturnType<typeof makeDevice>

async function withPasskey({ session: { self } }: TestPerson, name = 'Work laptop'): Promise<Device> {
  const device = makeDevice()
  await addPasskey(self, { name, response: device.create(await beginPasskey(self)) })
  return device
}

const signInWith = (response: string) => signInWithPasskey({ response, origin: HOME })
const challenge = () => beginPasskeySignIn(HOME)

test('a passkey signs in without an e-mail, and counts as both factors', async () => {
  const person = await makePerson()
  const device = await withPasskey(person)
  const result = await signInWith(device.get(await challenge()))
  if (result.kind !== 'session') throw new Error(result.kind)
  expect(result.email).toBe(person.email)
  expect(await opened(result.sessionId)).toMatchObject({ method: 'passkey', secondFactor: true })
  expect((await listPasskeys(person.session.self))[0]?.usedAt).not.toBeNull()
})

test('the first factor brings ten recovery codes, the next keeps them', async () => {
  const { session } = await makePerson()
  const add = async () =>
    addPasskey(session.self, { name: '', response: makeDevice().create(await beginPasskey(session.self)) })
  expect((await add()).recoveryCodes).toHaveLength(10)
  expect(await add()).toEqual({ name: 'Chrome 140 on Windows', recoveryCodes: null })
})

test('an answer is taken once, within five minutes, and for what it was asked for', async () => {
  const person = await makePerson()
  const device = await withPasskey(person)
  const answer = device.get(await challenge())
  expect((await signInWith(answer)).kind).toBe('session')
  expect((await signInWith(answer)).kind).toBe('refused')
  const late = await challenge()
  const sixMinutesOn = new Date(now().getTime() + 6 * MINUTE_MS)
  expect((await withClockAt(sixMinutesOn, () => signInWith(device.get(late)))).kind).toBe('refused')
  const ticket = await toSecondStep(person)
  expect((await signInWith(device.get(await beginPasskeyStep(ticket)))).kind).toBe('refused')
  const invented = { ...(await challenge()), challenge: Buffer.alloc(32).toString('base64url') }
  expect((await signInWith(device.get(invented))).kind).toBe('refused')
})

test('no other page, no other key, no copy, and nobody who did not show finger, face or PIN gets in', async () => {
  const device = await withPasskey(await makePerson())
  const lies = [
    { origin: 'https://longcode.evil.example' },
    { rpId: 'evil.example' },
    { isVerified: false },
    { userHandle: Buffer.from('somebody else').toString('base64url') },
    { counter: 0 },
  ]
  expect((await signInWith(device.get(await challenge(), { counter: 7 }))).kind).toBe('session')
  for (const lie of lies)
    expect([lie, (await signInWith(device.get(await challenge(), { counter: 8, ...lie }))).kind]).toEqual([
      lie,
      'refused',
    ])
  expect((await signInWith(makeDevice().get(await challenge()))).kind).toBe('refused')
  for (const garbage of ['', '{}', 'null', '[]', '{"id":1}', '{"id":"x","response":{}}', '{'.repeat(5_000)])
    expect((await signInWith(garbage)).kind).toBe('refused')
  expect((await signInWith(device.get(await challenge(), { counter: 9 }))).kind).toBe('session')
})

test('after a password only one’s own passkey is the second step', async () => {
  const [olivia, stranger] = [await makePerson(), await makePerson()]
  const [own, foreign] = [await withPasskey(olivia), await withPasskey(stranger)]
  const ticket = await toSecondStep(olivia)
  const show = async (device: Device) =>
    completeSecondStep({
      ticket,
      origin: HOME,
      proof: { kind: 'passkey', response: device.get(await beginPasskeyStep(ticket)) },
    })
  expect((await show(foreign)).kind).toBe('wrong')
  expect((await show(own)).kind).toBe('session')
  await expect(beginPasskeyStep(ticket)).rejects.toMatchObject({ code: 'link_used_up' })
})

test('a passkey cannot be added with somebody else’s challenge, twice, or by a device that checks nobody', async () => {
  const [olivia, stranger] = [await makePerson(), await makePerson()]
  const options = await beginPasskey(olivia.session.self)
  const refused = { code: 'passkey_refused' }
  const device = makeDevice()
  await expect(
    addPasskey(stranger.session.self, { name: 'x', response: device.create(options) }),
  ).rejects.toMatchObject(refused)
  for (const lie of [{ isVerified: false }, { origin: 'https://evil.example' }, { rpId: 'evil.example' }]) {
    const response = device.create(await beginPasskey(olivia.session.self), lie)
    await expect(addPasskey(olivia.session.self, { name: 'x', response })).rejects.toMatchObject(refused)
  }
  await addPasskey(olivia.session.self, { name: 'x', response: device.create(await beginPasskey(olivia.session.self)) })
  const again = device.create(await beginPasskey(stranger.session.self))
  await expect(addPasskey(stranger.session.self, { name: 'x', response: again })).rejects.toMatchObject(refused)
  expect(await listPasskeys(stranger.session.self)).toEqual([])
})

test('names are kept to what can be seen; somebody else’s passkey looks like none', async () => {
  const [olivia, stranger] = [await makePerson(), await makePerson()]
  const { id } = await withPasskey(olivia)
  for (const name of ['', ' ', 'x'.repeat(101), 'Work\u202Epotpal'])
    await expect(renamePasskey(olivia.session.self, { id, name })).rejects.toMatchObject({ code: 'invalid' })
  await renamePasskey(olivia.session.self, { id, name: '  Arbeits‐Rechner 7 ' })
  await expect(renamePasskey(stranger.session.self, { id, name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(removePasskey(stranger.session.self, { id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await listPasskeys(olivia.session.self)).map(({ name }) => name)).toEqual(['Arbeits‐Rechner 7'])
  await removePasskey(olivia.session.self, { id })
  expect(await listPasskeys(olivia.session.self)).toEqual([])
})

test('nobody can remove their only way in', async () => {
  const person = await makePerson()
  const device = await withPasskey(person)
  await query('update people set password_hash = null where email = $1', [person.email])
  await expect(removePasskey(person.session.self, { id: device.id })).rejects.toMatchObject({ code: 'last_way_in' })
  expect((await signInWith(device.get(await challenge()))).kind).toBe('session')
})
