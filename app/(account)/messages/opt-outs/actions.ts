'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { addOptOut } from '#domain/optouts/add-opt-out.ts'
import { removeOptOut } from '#domain/optouts/remove-opt-out.ts'
import { setOptOutSettings } from '#domain/optouts/settings.ts'

export const addOne = accountAction('add opt-out', 'routing.manage', async ({ scope }, form) => {
  const [number, consumer, note] = [text(form, 'number'), text(form, 'consumer'), text(form, 'note')]
  const { isNew, optOut } = await addOptOut(scope, { number, consumer, note })
  refresh()
  const [who, whose] = [formatNumber(optOut.consumer), formatNumber(optOut.number)]
  return { message: `${who} ${isNew ? 'gets' : 'had opted out already and gets'} no more messages from ${whose}.` }
})

export const liftOne = accountAction('remove opt-out', 'routing.manage', async ({ scope }, form) => {
  await removeOptOut(scope, { id: text(form, 'id'), reason: text(form, 'reason') })
  refresh()
  return { message: 'Removed. They can be sent to again.', values: {} }
})

export const saveSettings = accountAction('change opt-out settings', 'routing.manage', async ({ scope }, form) => {
  const texts = {
    confirmation: text(form, 'confirmation'),
    resubscribed: text(form, 'resubscribed'),
    help: text(form, 'help'),
  }
  await setOptOutSettings(scope, { scope: text(form, 'reach'), texts })
  refresh()
  return { message: 'Saved. It holds from the next message on.' }
})
