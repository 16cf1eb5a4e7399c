'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { personAction, publicAction, text } from '#app/_web/action.ts'
import { readCaller } from '#app/_web/caller.ts'
import { clearSessionCookie, readSessionId, writeDeviceCookie, writeSessionCookie } from '#app/_web/session.ts'
import { acceptInvitation } from '#domain/access/accept-invitation.ts'
import { joinAsNewPerson } from '#domain/access/join-as-new-person.ts'
import { signOut } from '#domain/access/sign-out.ts'

export const accept = personAction('accept invitation', async ({ self }, form) => {
  await acceptInvitation(self, { token: text(form, 'token') })
  // Nothing the browser has seen of the other account may be shown again.
  revalidatePath('/', 'layout')
  redirect('/')
})

export const joinNew = publicAction('join as new person', async (form) => {
  const session = await joinAsNewPerson({
    token: text(form, 'token'),
    name: text(form, 'name'),
    password: text(form, 'password'),
    origin: await readCaller(),
  })
  await writeSessionCookie(session)
  await writeDeviceCookie(session.email)
  redirect('/')
})

/** For whoever follows the link while somebody else is signed in here. */
export const signOutToJoin = publicAction('sign out to join', async (form) => {
  const id = await readSessionId()
  if (id) await signOut(id)
  await clearSessionCookie()
  redirect(`/invitation?token=${encodeURIComponent(text(form, 'token'))}`)
})
