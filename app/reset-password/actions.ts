'use server'

import { askForReset } from '#domain/access/ask-for-reset.ts'
import { publicAction, text } from '../_web/action.ts'
import { readCaller } from '../_web/caller.ts'

export const askForResetLink = publicAction('ask for a reset', async (form) => {
  await askForReset({ email: text(form, 'email'), origin: await readCaller() })
})
