'use server'

import { redirect } from 'next/navigation'
import { joinByIdentity } from '#domain/access/join-by-identity.ts'
import { publicAction, text } from '../../../_web/action.ts'
import { readCaller } from '../../../_web/caller.ts'
import { enterPortal } from '../../../_web/enter.ts'
import { readTicketCookie } from '../../../_web/ticket.ts'

export const joinBySso = publicAction('join by sso', async (form) => {
  const joined = await joinByIdentity({
    ticket: await readTicketCookie(),
    invitationId: text(form, 'invitation'),
    origin: await readCaller(),
  })
  await enterPortal(joined)
  redirect('/')
})
