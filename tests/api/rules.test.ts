/** The rules of the service that an accept enforces, each with its own sentence. None of them stores or charges (rule F19). */
import { afterEach, describe, expect, test } from 'vitest'
import { makeAccount, type TestAccount } from '#tests/support/account.ts'
import { ask, books, countMessages } from '#tests/support/books.ts'
import { expectError, fieldErrors, send } from './client.ts'

const accounts: TestAccount[] = []
async function open(options: Parameters<typeof makeAccount>[0] = {}) {
  const account = await makeAccount({ dollars: '1', ...options })
  accounts.push(account)
  return account
}

afterEach(async () => {
  // Rule F19, after every test here.
  for (const account of accounts.splice(0)) {
    expect(await countMessages(account)).toBe(0)
    expect((await books(account)).balance).toEqual({ available: 1_000_000_000n, held: 0n })
  }
})

describe('403', () => {
  test.each([
    ['somebody else’s number', '12125550199'],
    ['a name', 'HARBOR'],
    ['a name with digits', 'Harbor24'],
  ])('F9: %s as sender is refused by name, and alphanumeric senders are explained', async (_, from) => {
    const error = expectError(await send(await open(), { from }), 403)
    expect(error.title).toBe('ActionNotAuthorizedError')
    expect(error.detail).toBe(
      `The number ${/^\d/.test(from) ? '+' : ''}${from} is not on your account. Send from one of your own numbers; alphanumeric senders are not supported.`,
    )
  })

  test('F9: a number of another account is refused like a number of nobody', async () => {
    const [mine, theirs] = [await open(), await open()]
    const { id: _, ...foreign } = expectError(await send(mine, { from: theirs.from }), 403) as Record<string, unknown>
    const { id: __, ...unknown } = expectError(await send(mine, { from: '+12125550198' }), 403) as Record<
      string,
      unknown
    >
    expect(JSON.stringify(foreign).replace(theirs.from, '')).toBe(JSON.stringify(unknown).replace('+12125550198', ''))
  })

  test('a number that is suspended cannot send, and the answer says so', async () => {
    const account = await open()
    await ask("update numbers set messaging_state = 'suspended' where e164 = $1", [account.from])
    const error = expectError(await send(account), 403)
    expect(error.detail).toBe(
      `The number ${account.from} is on your account but cannot send messages: its messaging state is suspended.`,
    )
  })

  test.each([
    [null, 'three to five days after its voice service has moved'],
    ['2026-12-04T17:00:00Z', 'not before 2026-12-04'],
  ])(
    'F8: a number that is being ported in cannot send yet, and the answer says from when it will',
    async (at, when) => {
      const account = await open()
      await ask("update numbers set messaging_state = 'porting', messaging_from = $2 where e164 = $1", [
        account.from,
        at,
      ])
      const error = expectError(await send(account), 403)
      expect(error.detail).toBe(
        `The number ${account.from} is being ported in and cannot send yet: text is enabled on it ${when}.`,
      )
    },
  )
})

describe('422', () => {
  const TOLL_FREE_SENTENCE = 'Toll-free numbers exchange messages within the US and Canada only.'
  test.each([
    ['Jamaica', '18765550107'],
    ['the Bahamas', '12425550107'],
    ['Puerto Rico’s neighbour, the Dominican Republic', '18095550107'],
  ])('F6: a toll-free number cannot write to %s', async (_, to) => {
    const account = await open({ longcodes: 0, tollFree: 1 })
    expect(fieldErrors(await send(account, { to }))).toEqual({ to: [TOLL_FREE_SENTENCE] })
  })

  test('F6: a long code outside the US and Canada cannot write to a toll-free number', async () => {
    expect(fieldErrors(await send(await open(), { from: '18765550107', to: '18335550107' }))).toEqual({
      to: [TOLL_FREE_SENTENCE],
    })
  })

  test.each(['to', 'from'])('F7: a short code in `%s` is refused as one', async (field) => {
    expect(fieldErrors(await send(await open(), { [field]: '24365' }))).toEqual({
      [field]: ['Short codes are not supported, to or from: use a long code or a toll-free number.'],
    })
  })

  test.each([{ is_mms: true }, { is_mms: 'true' }, { media_urls: ['http://media.example/37.gif'] }])(
    'F10: %o asks for MMS, which is planned but not available',
    async (fields) => {
      const error = expectError(await send(await open(), fields), 422)
      expect(error.detail).toBe('MMS is planned but not available yet. Send the text without media_urls and is_mms.')
    },
  )

  test.each([
    '+442079460123',
    '4420794601234',
    '12065550',
    '11115550107',
    '12061110107',
    '19115550107',
    '+1206555010',
    '-',
    '()',
  ])('F15: %s is no North American number, and the answer shows what one looks like', async (to) => {
    expect(fieldErrors(await send(await open(), { to }))).toEqual({
      to: [
        'Must be a North American (+1) number with 11 digits, for example 12065550142. Other countries are not supported yet.',
      ],
    })
  })

  test('every field that is wrong is named at once', async () => {
    const fields = { to: 7, from: '', body: null, dlr_callback: 'ftp://files.example/x' }
    expect(fieldErrors(await send(await open(), fields))).toEqual({
      to: ['Must be a string.'],
      from: ['This field is required.'],
      body: ['This field is required.'],
      dlr_callback: ['Write a whole address that starts with https:// or http://.'],
    })
  })

  test('a text of more than ten parts is refused with the number it needs', async () => {
    expect(fieldErrors(await send(await open(), { body: 'a'.repeat(153 * 10 + 1) }))).toEqual({
      body: ['The text needs 11 parts; a message has at most 10.'],
    })
  })

  test.each(['a\0b', 'half \ud83d', '\udc00'])('a text that cannot be sent is refused: %j', async (body) => {
    expect(fieldErrors(await send(await open(), { body }))).toEqual({
      body: ['The text holds a character that cannot be sent: a NUL or half of a surrogate pair.'],
    })
  })
})
