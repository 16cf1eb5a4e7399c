'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { jobHref } from '#components/number/number-view.ts'
import { changeNumber } from '#domain/numbers/change-number.ts'
import { makeEditJob } from '#domain/numbers/make-edit-job.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { Refusal } from '#lib/refusals.ts'
import { readChoice, readEdit } from './read-edit.ts'

export const saveNumber = accountAction('change number', 'numbers.manage', async ({ scope }, form) => {
  const number = parseNumber(text(form, 'number'))
  if (!number.ok) throw new Refusal('not_found')
  await changeNumber(scope, { e164: number.e164, alias: text(form, 'alias'), tags: text(form, 'tags') })
  refresh()
  return { message: 'Saved.', values: {} }
})

export const prepareChange = accountAction('prepare number change', 'numbers.manage', async ({ scope }, form) => {
  redirect(jobHref(await makeEditJob(scope, readChoice(form), readEdit(form))))
})
