'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { releaseNumber } from '#domain/numbers/release-number.ts'
import { takeBackNumber } from '#domain/numbers/take-back-number.ts'

export const release = accountAction(
  'release number',
  'numbers.manage',
  async ({ scope }, form) => {
    await releaseNumber(scope, { e164: text(form, 'number'), typed: text(form, 'typed_number') })
    refresh()
    return { message: 'Released. It can be taken back for a week.', values: {} }
  },
  { sudo: true },
)

/** What was owed meanwhile is charged: money, so it asks who is there. */
export const takeBack = accountAction(
  'take back number',
  'numbers.manage',
  async ({ scope }, form) => {
    await takeBackNumber(scope, { e164: text(form, 'number') })
    refresh()
    return { message: 'It is yours again, as it was.' }
  },
  { sudo: true },
)
