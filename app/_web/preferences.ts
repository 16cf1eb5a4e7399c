'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { isZone } from '#components/time/zone.ts'
import { signOut as endSession } from '#domain/access/sign-out.ts'
import { switchAccount as moveSession } from '#domain/access/switch-account.ts'
import { text } from './action.ts'
import { THEMES, writePreference } from './display.ts'
import { demandOwnOrigin } from './origin.ts'
import { clearSessionCookie, readSessionId } from './session.ts'

export async function setTheme(form: FormData): Promise<void> {
  await demandOwnOrigin()
  const theme = THEMES.find((known) => known === text(form, 'theme'))
  if (theme) await writePreference('theme', theme)
}

export async function setZone(form: FormData): Promise<void> {
  await demandOwnOrigin()
  const zone = text(form, 'zone')
  const local = zone.startsWith('local:') ? zone.slice(6) : null
  if (zone === 'utc' || zone === 'account' || (local && isZone(local))) await writePreference('zone', zone)
}

export async function signOut(): Promise<void> {
  await demandOwnOrigin()
  const id = await readSessionId()
  if (id) await endSession(id)
  await clearSessionCookie()
  redirect('/sign-in')
}

export async function switchAccount(form: FormData): Promise<void> {
  await demandOwnOrigin()
  const id = await readSessionId()
  if (id) await moveSession(id, text(form, 'account'))
  // Nothing the browser has seen of the other account may be shown again.
  revalidatePath('/', 'layout')
  redirect('/')
}
