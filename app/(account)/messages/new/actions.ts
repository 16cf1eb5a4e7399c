'use server'

import { redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import type { FormState } from '#components/form/form-state.ts'
import { messageHref } from '#components/table/log-href.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { toMessageRef } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { withFreshKey } from './fresh-key.ts'

export const sendMessage = accountAction('send message', 'messages.send', async ({ scope }, form) => {
  const input = parseSendInput({ from: text(form, 'from'), to: text(form, 'to'), body: text(form, 'body') })
  const [idempotencyKey] = /^[\x21-\x7e]{1,64}$/.exec(text(form, 'idempotencyKey')) ?? []
  const accepted = await withFreshKey(form, () => withHint(acceptMessage(scope, input, { idempotencyKey })))
  if (!('id' in accepted)) return accepted
  redirect(messageHref(toMessageRef(accepted.id)))
})

/** The contract’s sentence says what came of it and not why: a person is told that as well. */
async function withHint<T>(work: Promise<T>): Promise<T | Partial<FormState>> {
  try {
    return await work
  } catch (fault) {
    if (!(fault instanceof Refusal) || fault.code !== 'opted_out') throw fault
    const message = `${fault.message}: they have opted out of messages from this number. See Opt-outs. Nothing was charged.`
    return { ok: false, message }
  }
}
