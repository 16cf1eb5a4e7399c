'use server'

import { redirect } from 'next/navigation'
import { publicAction, text } from '#app/_web/action.ts'
import { readCaller } from '#app/_web/caller.ts'
import { writeDeviceCookie, writeSessionCookie } from '#app/_web/session.ts'
import { confirmSignUp } from '#domain/access/confirm-sign-up.ts'

export const openTheAccount = publicAction('confirm sign-up', async (form) => {
  const session = await confirmSignUp(
    { token: text(form, 'token'), password: text(form, 'password') },
    await readCaller(),
  )
  await writeSessionCookie(session)
  await writeDeviceCookie(session.email)
  redirect('/')
})
