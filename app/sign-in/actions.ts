'use server'

import { redirect } from 'next/navigation'
import { signIn } from '#domain/access/sign-in.ts'
import { publicAction, text } from '../_web/action.ts'
import { readCaller } from '../_web/caller.ts'
import { safeReturnPath } from '../_web/return-path.ts'
import { writeSessionCookie } from '../_web/session.ts'

export const signInWithPassword = publicAction('sign in', async (form) => {
  const caller = await readCaller()
  const session = await signIn({ email: text(form, 'email'), password: text(form, 'password'), ...caller })
  if (!session) return { ok: false, message: 'This e-mail and password do not go together. Check both and try again.' }
  await writeSessionCookie(session.sessionId, session.expiresAt)
  redirect(safeReturnPath(text(form, 'next')))
})
