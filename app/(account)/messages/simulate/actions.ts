'use server'

import { notFound, redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { receiveInSandbox } from '#app/_web/sandbox.ts'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'
import { parseInbound } from './parse-inbound.ts'

export const simulateInbound = accountAction('simulate inbound', 'messages.send', async ({ scope }, form) => {
  if (env.mode === 'production') notFound()
  const inbound = await parseInbound(scope, {
    from: text(form, 'from'),
    to: text(form, 'to'),
    body: text(form, 'body'),
  })
  if ('fields' in inbound) throw new Refusal('invalid', inbound)
  const problem = await receiveInSandbox(inbound)
  if (problem) return { ok: false, message: problem }
  redirect('/messages')
})
