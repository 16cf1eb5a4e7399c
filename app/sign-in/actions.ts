'use server'

import { redirect } from 'next/navigation'
import { beginPasskeySignIn } from '#domain/access/begin-passkey.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { signInWithPasskey } from '#domain/access/sign-in-with-passkey.ts'
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

export const signInByPasskey = publicAction('sign in by passkey', async (form) => {
  const response = text(form, 'passkey_proof')
  const origin = await readCaller()
  if (response === '') {
    const options = JSON.stringify(await beginPasskeySignIn(origin))
    return { ok: false, challenge: { kind: 'get', options } }
  }
  const result = await signInWithPasskey({ response, origin })
  if (result.kind === 'refused')
    return { ok: false, message: 'This passkey opens nothing here, or it took too long. Sign in another way.' }
  await enterPortal(result)
  redirect(safeReturnPath(text(form, 'next')))
})
