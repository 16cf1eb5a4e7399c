import { expect, test } from 'vitest'
import { systemScope } from '#domain/access/system-scope.ts'
import { addNumber } from '#domain/numbers/add-number.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { setRegistration } from '#domain/numbers/set-registration.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { makeAccount, takeNumbers } from '#tests/support/account.ts'
import { personOf } from '#tests/support/own-person.ts'

const URL = 'https://hooks.harbor.example/sms'

test('a number is found however it is written, with all that is known of it', async () => {
  const account = await makeAccount({ longcodes: 0 })
  const [e164 = ''] = takeNumbers('longcode', 1)
  await addNumber(account.scope, { e164, alias: 'Front desk', state: 'wa', rateCenter: 'seattle' })
  for (const written of [e164, e164.slice(1), e164.slice(2)])
    expect(await readNumber(account.scope, written)).toMatchObject({
      e164,
      kind: 'longcode',
      alias: 'Front desk',
      tags: [],
      messagingState: 'enabled',
      urls: { sms_callback: null, sms_dlr_callback: null },
    })
})

test('what is no number, nobody’s or a stranger’s is not found, all alike', async () => {
  const [mine, theirs] = [await makeAccount(), await makeAccount()]
  for (const written of [theirs.from, '+19075550199', 'PIZZA', '', '12345', "1'; --"])
    await expect(readNumber(mine.scope, written), written).rejects.toMatchObject({ code: 'not_found' })
})

test('the URL in force says whose it is: the number’s own wins over the account’s', async () => {
  const { scope, from } = await makeAccount()
  const inbound = async () => (await readNumber(scope, from)).urls.sms_callback
  await setRequestUrl(scope, { e164: '', kind: 'sms_callback', url: `${URL}/all` })
  expect(await inbound()).toEqual({ url: `${URL}/all`, from: 'account' })
  await setRequestUrl(scope, { e164: from, kind: 'sms_callback', url: `${URL}/one` })
  expect(await inbound()).toEqual({ url: `${URL}/one`, from: 'number' })
})

test('an operator says how far the carriers are with a number; nobody of the account does', async () => {
  const account = await makeAccount()
  const { scope, from } = account
  expect((await readNumber(scope, from)).registration).toBe('none')
  await setRegistration(systemScope(scope.accountId, 'operator'), { e164: from, registration: 'registered' })
  expect((await readNumber(scope, from)).registration).toBe('registered')
  const owner = await personOf(account)
  await expect(setRegistration(owner, { e164: from, registration: 'none' })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})
