'use server'

import { redirect } from 'next/navigation'
import { signIn } from '#domain/access/sign-in.ts'
import { publicAction, text } from '../_web/action.ts'
import { readCaller } from '../_web/caller.ts'
import { enterPortal, secondStepPath } from '../_web/enter.ts'
import { safeReturnPath } from '../_web/return-path.ts'
import { readDeviceCookie } from '../_web/session.ts'
import { writeTicketCookie } from '../_web/ticket.ts'

export const signInWithPassword = publicAction('sign in', async (form) => {
  const next = safeReturnPath(text(form, 'next'))
  const result = await signIn({
    email: text(form, 'email'),
    password: text(form, 'password'),
    origin: await readCaller(),
    device: await readDeviceCookie(),
  })
  if (result.kind === 'refused')
    return { ok: false, message: 'This e-mail and password do not go together. Check both and try again.' }
  if (result.kind === 'second_step') {
    await writeTicketCookie(result.ticket)
    redirect(secondStepPath(next))
  }
  await enterPortal(result)
  redirect(next)
})
