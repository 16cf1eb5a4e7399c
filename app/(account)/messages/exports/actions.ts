'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text, texts } from '#app/_web/action.ts'
import { readZone } from '#app/_web/display.ts'
import { EXPORTS_PATH, exportHref } from '#components/export/export-paths.ts'
import { askExport } from '#domain/exports/ask-export.ts'
import { cancelExport } from '#domain/exports/cancel-export.ts'
import { deleteSchedule, pauseSchedule, resumeSchedule } from '#domain/exports/change-schedule.ts'
import { makeSchedule } from '#domain/exports/make-schedule.ts'
import { MESSAGE_FILTER_NAMES, readMessageFilter } from '#domain/reports/message-filter.ts'
import { invalid } from '#lib/refusals.ts'
import { readChoice } from './read-choice.ts'

/** In the background, or each day: which of the buttons was pressed. */
export const askForExport = accountAction('ask export', 'messages.read', async ({ scope, account }, form) => {
  const filter = readMessageFilter(Object.fromEntries(MESSAGE_FILTER_NAMES.map((name) => [name, text(form, name)])))
  const { name: zone } = await readZone(account.timeZone)
  const { choice, problems } = readChoice((name) => texts(form, name), zone)
  if (texts(form, 'columns').length === 0) problems.columns = 'Choose at least one column.'
  if (Object.keys(problems).length > 0) throw invalid(problems)
  if (text(form, 'when') === 'daily') {
    await makeSchedule(scope, { name: text(form, 'schedule_name'), filter, choice })
    redirect(EXPORTS_PATH)
  }
  redirect(exportHref(await askExport(scope, { filter, filterZone: zone, choice })))
})

export const stopExport = accountAction('cancel export', 'messages.read', async ({ scope }, form) => {
  await cancelExport(scope, { id: text(form, 'export') })
  refresh()
  return {}
})

export const changeDaily = accountAction('change export schedule', 'messages.read', async ({ scope }, form) => {
  const input = { id: text(form, 'schedule') }
  const change = text(form, 'change')
  if (change === 'pause') await pauseSchedule(scope, input)
  else if (change === 'resume') await resumeSchedule(scope, input)
  else if (change === 'delete') await deleteSchedule(scope, input)
  refresh()
  return {}
})
