'use server'

import { redirect } from 'next/navigation'
import { beginPasskeyStep } from '#domain/access/begin-passkey.ts'
import { completeSecondStep, type SecondProof } from '#domain/access/complete-second-step.ts'
import { publicAction, text } from '../../_web/action.ts'
import { readCaller } from '../../_web/caller.ts'
import { enterPortal } from '../../_web/enter.ts'
import { safeReturnPath } from '../../_web/return-path.ts'
import { readDeviceCookie } from '../../_web/session.ts'
import { clearTicketCookie, readTicketCookie } from '../../_web/ticket.ts'

export const giveCode = publicAction('give code', async (form) => {
  const ticket = await readTicketCookie()
  const proof = proofIn(form)
  if (proof.kind === 'passkey' && proof.response === '') {
    const options = JSON.stringify(await beginPasskeyStep(ticket))
    return { ok: false, challenge: { kind: 'get', options } }
  }
  const result = await completeSecondStep({
    ticket,
    proof,
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
  if (proof.kind === 'passkey')
    return { ok: false, message: 'This passkey is not one of yours, or it took too long. Try once more.' }
  const { triesLeft } = result
  const left = `${triesLeft} ${triesLeft === 1 ? 'try is' : 'tries are'} left, then the sign-in begins anew.`
  return { ok: false, fieldErrors: { code: [`This code is not right, or was used already. ${left}`] } }
})

function proofIn(form: FormData): SecondProof {
  const kind = text(form, 'kind')
  if (kind === 'passkey') return { kind, response: text(form, 'passkey_proof') }
  return { kind: kind === 'recovery' ? 'recovery' : 'code', code: text(form, 'code') }
}
