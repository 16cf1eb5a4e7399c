'use server'

import { redirect } from 'next/navigation'
import { publicAction, text } from '#app/_web/action.ts'
import { readCaller } from '#app/_web/caller.ts'
import { resetPassword } from '#domain/access/reset-password.ts'

export const setNewPassword = publicAction('reset password', async (form) => {
  await resetPassword({ token: text(form, 'token'), password: text(form, 'password'), origin: await readCaller() })
  redirect('/reset-password/done')
})
