'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { changeLimit } from '#domain/limits/change-limit.ts'
import { removeLimit } from '#domain/limits/remove-limit.ts'
import { resumeDestination } from '#domain/limits/resume-destination.ts'
import { setFuse } from '#domain/limits/set-fuse.ts'
import { setLimit } from '#domain/limits/set-limit.ts'
import type { SpentBefore } from '#domain/limits/spent-before.ts'

const terms = (form: FormData) => ({
  name: text(form, 'limit_name'),
  amount: text(form, 'limit_amount'),
  percents: text(form, 'percents'),
})

const KNOWN: Record<SpentBefore['from'], string> = {
  messages: 'It counts what was spent in its period already.',
  totals: 'It counts what the ledger says was spent in its period already, to a quarter of an hour.',
  nothing: 'There are too many messages in its period to count them now, so it begins at zero.',
}

export const addLimit = accountAction('set spend limit', 'billing.manage', async ({ scope }, form) => {
  const subject = text(form, 'subject')
  const { spent } = await setLimit(scope, {
    ...terms(form),
    subject,
    value: text(form, subject),
    period: text(form, 'period'),
  })
  refresh()
  return { message: `The limit is in force. ${KNOWN[spent.from]}`, values: {} }
})

export const saveLimit = accountAction('change spend limit', 'billing.manage', async ({ scope }, form) => {
  await changeLimit(scope, text(form, 'limit'), terms(form))
  refresh()
  return { message: 'Saved.' }
})

export const dropLimit = accountAction('remove spend limit', 'billing.manage', async ({ scope }, form) => {
  await removeLimit(scope, text(form, 'limit'))
  refresh()
})

export const saveFuse = accountAction('set fuse', 'billing.manage', async ({ scope }, form) => {
  const on = text(form, 'fuse') === 'on'
  await setFuse(scope, {
    on,
    prefix: text(form, 'fuse_prefix'),
    most: text(form, 'fuse_most'),
    seconds: text(form, 'fuse_seconds'),
    exceptions: text(form, 'exceptions'),
  })
  refresh()
  return { message: on ? 'Saved. The fuse is on.' : 'Saved. The fuse is off.' }
})

export const resume = accountAction('resume destination', 'billing.manage', async ({ scope }, form) => {
  await resumeDestination(scope, text(form, 'trip'))
  refresh()
  return { message: 'Resumed.' }
})
