import { expect, test } from 'vitest'
import { effectiveOf, pickUrl, type RequestUrl } from './effective-url.ts'

const NUMBER = '+12065550142'
const OTHER = '+12065550107'
const [MESSAGE, OWN, ACCOUNT] = ['message', 'number', 'account'].map((path) => `https://hooks.harbor.example/${path}`)
const own: RequestUrl = { e164: NUMBER, kind: 'sms_dlr_callback', url: OWN ?? '' }
const account: RequestUrl = { e164: '', kind: 'sms_dlr_callback', url: ACCOUNT ?? '' }

test.each([
  [[own, account], NUMBER, MESSAGE, 'message'],
  [[own, account], NUMBER, null, 'number'],
  [[account, own], NUMBER, null, 'number'],
  [[own], NUMBER, null, 'number'],
  [[own, account], OTHER, null, 'account'],
  [[own, account], '', null, 'account'],
  [[account], NUMBER, null, 'account'],
  [[], NUMBER, MESSAGE, 'message'],
  [[], NUMBER, null, null],
  [[own], OTHER, null, null],
] as const)('message, then number, then account (%#)', (urls, e164, messageUrl, from) => {
  const found = effectiveOf(urls, { e164, kind: 'sms_dlr_callback', messageUrl: messageUrl ?? null })
  const url = { message: MESSAGE, number: OWN, account: ACCOUNT }
  expect(found).toEqual(from === null ? null : { url: url[from], from })
})

test.each(['sms_callback', 'mms_callback', 'mms_dlr_callback'] as const)('a URL of receipts is none of %s', (kind) => {
  expect(pickUrl([own, account], NUMBER, kind)).toBeNull()
})
