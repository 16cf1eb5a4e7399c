'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { isZone } from '#components/time/zone.ts'
import { signOut as endSession } from '#domain/access/sign-out.ts'
import { switchAccount as moveSession } from '#domain/access/switch-account.ts'
import { quietAction, text } from './action.ts'
import { THEMES, writePreference } from './display.ts'
import { clearSessionCookie, readSessionId } from './session.ts'

export const setTheme = quietAction(async (form) => {
  const theme = THEMES.find((known) => known === text(form, 'theme'))
  if (theme) await writePreference('theme', theme)
})

export const setZone = quietAction(async (form) => {
  const zone = text(form, 'zone')
  const local = zone.startsWith('local:') ? zone.slice(6) : null
  if (zone === 'utc' || zone === 'account' || (local && isZone(local))) await writePreference('zone', zone)
})

export const signOut = quietAction(async () => {
  const id = await readSessionId()
  if (id) await endSession(id)
  await clearSessionCookie()
  redirect('/sign-in')
})

export const switchAccount = quietAction(async (form) => {
  const id = await readSessionId()
  if (id) await moveSession(id, text(form, 'account'))
  // Nothing the browser has seen of the other account may be shown again.
  revalidatePath('/', 'layout')
  redirect('/')
})
