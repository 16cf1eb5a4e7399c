'use server'

import { refresh, revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, personAction, text } from '#app/_web/action.ts'
import { changeAccount } from '#domain/access/change-account.ts'
import { leaveAccount } from '#domain/access/leave-account.ts'
import { renamePerson } from '#domain/access/rename-person.ts'

export const saveAccount = accountAction('change account', 'account.manage', async ({ scope }, form) => {
  await changeAccount(scope, { name: text(form, 'account'), timeZone: text(form, 'time_zone') })
  refresh()
  return { message: 'Saved.' }
})

export const saveName = personAction('rename person', async ({ self }, form) => {
  await renamePerson(self, { name: text(form, 'name') })
  refresh()
  return { message: 'Saved.' }
})

export const leave = accountAction(
  'leave account',
  null,
  async ({ scope, self }) => {
    await leaveAccount(scope, self)
    // Nothing the browser has seen of that account may be shown again.
    revalidatePath('/', 'layout')
    redirect('/')
  },
  { sudo: true },
)
