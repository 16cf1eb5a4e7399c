'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { RecoveryCodes } from '#components/form/recovery-codes.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { makeRecoveryCodes } from './actions.ts'
import { SecurityRow } from './security-row.tsx'
import { StateMark } from './state-mark.tsx'

const LOW = 3

export function RecoveryRow({ left, hasFactor, email }: { left: number; hasFactor: boolean; email: string }) {
  const { state, send, pending, form } = useForm(makeRecoveryCodes)
  return (
    <form ref={form} action={send}>
      <SecurityRow
        title="Recovery codes"
        state={
          hasFactor ? (
            <StateMark state={left > LOW ? 'on' : 'low'}>
              {left} {left === 1 ? 'code' : 'codes'} left
            </StateMark>
          ) : (
            <StateMark state="off">None</StateMark>
          )
        }
        about={
          hasFactor
            ? 'For the day your phone or your passkey is gone: each code opens your sign-in once.'
            : 'You are given ten with your first second factor, for the day it is gone.'
        }
        action={
          hasFactor ? (
            <button type="submit" disabled={pending} className={QUIET}>
              Make new ones
            </button>
          ) : null
        }
      >
        {state.sudo || state.message ? <FormMessage state={state} /> : null}
        {state.recoveryCodes ? (
          <RecoveryCodes codes={state.recoveryCodes} email={email} next="/preferences/security" />
        ) : null}
      </SecurityRow>
    </form>
  )
}
