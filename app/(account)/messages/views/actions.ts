'use server'

import { refresh } from 'next/cache'
import { RedirectType, redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { deleteView } from '#domain/views/delete-view.ts'
import { openWithView } from '#domain/views/open-with-view.ts'
import { overwriteView } from '#domain/views/overwrite-view.ts'
import { renameView } from '#domain/views/rename-view.ts'
import { saveView } from '#domain/views/save-view.ts'
import { shareView } from '#domain/views/share-view.ts'
import { unshareView } from '#domain/views/unshare-view.ts'
import { readHere, readShownLook } from './read-here.ts'
import { logAt } from './view-href.ts'

/** What is shown has become what the view keeps: its address needs no columns of its own. */
const AS_SAVED = { columns: '', density: '' }

export const saveShown = accountAction('save view', 'messages.read', async ({ scope }, form) => {
  const here = readHere(form)
  const isShared = text(form, 'shared') === 'yes'
  const { id } = await saveView(scope, { name: text(form, 'label'), filter: here, look: readShownLook(form), isShared })
  redirect(logAt({ ...here, ...AS_SAVED, view: id }), RedirectType.replace)
})

export const updateView = accountAction('update view', 'messages.read', async ({ scope }, form) => {
  const [here, id] = [readHere(form), text(form, 'view')]
  await overwriteView(scope, { id, filter: here, look: readShownLook(form) })
  redirect(logAt({ ...here, ...AS_SAVED, view: id }), RedirectType.replace)
})

export const renameOne = accountAction('rename view', 'messages.read', async ({ scope }, form) => {
  await renameView(scope, { id: text(form, 'view'), name: text(form, 'label') })
  refresh()
  return { message: 'Renamed.' }
})

export const shareOne = accountAction('share view', 'messages.read', async ({ scope }, form) => {
  await shareView(scope, { id: text(form, 'view') })
  refresh()
  return { message: 'Everybody on the account sees it now.' }
})

export const unshareOne = accountAction('unshare view', 'messages.read', async ({ scope }, form) => {
  await unshareView(scope, { id: text(form, 'view') })
  refresh()
  return { message: 'It is no longer shared.' }
})

export const deleteOne = accountAction('delete view', 'messages.read', async ({ scope }, form) => {
  const { name } = await deleteView(scope, { id: text(form, 'view') })
  refresh()
  return { message: `“${name}” is deleted.` }
})

export const openWith = accountAction('open messages with view', 'messages.read', async ({ scope }, form) => {
  const id = text(form, 'view')
  await openWithView(scope, { id: id === '' ? null : id })
  refresh()
  return { message: id === '' ? 'Messages opens with every message.' : 'Messages opens with this view for you.' }
})
