'use server'

import { refresh } from 'next/cache'
import { RedirectType, redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { COLUMN_IDS } from '#domain/reports/column-ids.ts'
import { DEFAULT_LOOK, type MessageLook, moveColumn } from '#domain/views/message-look.ts'
import { setMessageLook } from '#domain/views/set-message-look.ts'
import { readHere, readShownLook } from './read-here.ts'
import { logAt } from './view-href.ts'

/** With a view open the look is the address's, until it is saved with the view; else it is the reader's own, and kept. */
export const setLook = accountAction('set look of messages', 'messages.read', async ({ scope }, form) => {
  const [look, here] = [chosenLook(form), readHere(form)]
  if (text(form, 'in_view') === 'yes')
    redirect(logAt({ ...here, columns: look.columns.join(), density: look.density }), RedirectType.replace)
  await setMessageLook(scope, look)
  if (here.columns || here.density) redirect(logAt({ ...here, columns: '', density: '' }), RedirectType.replace)
  refresh()
})

function chosenLook(form: FormData): MessageLook {
  if (form.has('reset')) return DEFAULT_LOOK
  const look = readShownLook(form)
  const [moved, direction] = text(form, 'move').split(':')
  const id = COLUMN_IDS.find((one) => one === moved)
  return id ? { ...look, columns: moveColumn(look.columns, id, direction === 'up' ? -1 : 1) } : look
}
