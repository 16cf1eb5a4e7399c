'use server'

import { signUp } from '#domain/access/sign-up.ts'
import { publicAction, text } from '../_web/action.ts'
import { readCaller } from '../_web/caller.ts'

export const askToSignUp = publicAction('sign up', async (form) => {
  await signUp({
    email: text(form, 'email'),
    name: text(form, 'name'),
    accountName: text(form, 'account'),
    timeZone: text(form, 'time_zone'),
    password: text(form, 'password'),
    origin: await readCaller(),
  })
})
