import { expect, test } from 'vitest'
import { endOtherSessions } from '#domain/access/end-other-sessions.ts'
import { endSession } from '#domain/access/end-session.ts'
import { listSessions } from '#domain/access/list-sessions.ts'
import { openPerson } from '#domain/access/open-session.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { newId } from '#lib/ids.ts'
import { elsewhere, HOME, makePerson, type TestPerson } from '#tests/support/person.ts'

async function anotherSession({ email, password }: TestPerson, origin = elsewhere()): Promise<string> {
  const result = await signIn({ email, password, origin })
  if (result.kind !== 'session') throw new Error(result.kind)
  return result.sessionId
}

test('the list says where somebody is signed in, this session first', async () => {
  const person = await makePerson()
  const phone = {
    address: '2001:db8::7',
    agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  }
  await anotherSession(person, phone)
  await anotherSession(person, { address: null, agent: '<script>alert(1)</script>' })
  const sessions = await listSessions(person.session.self)
  expect(sessions.map(({ device, address, isThis }) => [device, address, isThis])).toEqual([
    ['Chrome 140 on Windows', HOME.address, true],
    ['Unknown device', null, false],
    ['Safari 18 on iPhone (iOS)', '2001:db8::7', false],
  ])
})

test('one session is ended, or all but this one; each stops at once', async () => {
  const person = await makePerson()
  const [phone, tablet, laptop] = [
    await anotherSession(person),
    await anotherSession(person),
    await anotherSession(person),
  ]
  await endSession(person.session.self, { id: phone })
  expect(await openPerson(phone)).toBeNull()
  expect(await openPerson(tablet)).not.toBeNull()
  expect(await endOtherSessions(person.session.self)).toBe(2)
  expect([await openPerson(tablet), await openPerson(laptop)]).toEqual([null, null])
  expect(await openPerson(person.session.id)).not.toBeNull()
  expect(await listSessions(person.session.self)).toHaveLength(1)
})

test('somebody else’s session looks like none, and goes on', async () => {
  const [olivia, stranger] = [await makePerson(), await makePerson()]
  for (const id of [olivia.session.id, newId(), 'not an id', ''])
    await expect(endSession(stranger.session.self, { id })).rejects.toMatchObject({ code: 'not_found' })
  await endOtherSessions(stranger.session.self)
  expect(await openPerson(olivia.session.id)).not.toBeNull()
})
