'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { personAction, text } from '#app/_web/action.ts'
import { openAnotherAccount } from '#domain/access/open-another-account.ts'

export const openOneMore = personAction('open another account', async ({ self }, form) => {
  await openAnotherAccount(self, { name: text(form, 'account'), timeZone: text(form, 'time_zone') })
  // Nothing the browser has seen of the other account may be shown again.
  revalidatePath('/', 'layout')
  redirect('/')
})
