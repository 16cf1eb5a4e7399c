'use server'

import { redirect } from 'next/navigation'
import { completeSecondStep } from '#domain/access/complete-second-step.ts'
import { publicAction, text } from '../../_web/action.ts'
import { readCaller } from '../../_web/caller.ts'
import { enterPortal } from '../../_web/enter.ts'
import { safeReturnPath } from '../../_web/return-path.ts'
import { readDeviceCookie } from '../../_web/session.ts'
import { clearTicketCookie, readTicketCookie } from '../../_web/ticket.ts'

export const giveCode = publicAction('give code', async (form) => {
  const result = await completeSecondStep({
    ticket: await readTicketCookie(),
    proof: { kind: text(form, 'kind') === 'recovery' ? 'recovery' : 'code', code: text(form, 'code') },
    origin: await readCaller(),
    device: await readDeviceCookie(),
  })
  if (result.kind === 'session') {
    await enterPortal(result)
    redirect(safeReturnPath(text(form, 'next')))
  }
  if (result.kind === 'over') {
    await clearTicketCookie()
    redirect('/sign-in?over=yes')
  }
  const { triesLeft } = result
  const left = `${triesLeft} ${triesLeft === 1 ? 'try is' : 'tries are'} left, then the sign-in begins anew.`
  return { ok: false, fieldErrors: { code: [`This code is not right, or was used already. ${left}`] } }
})
