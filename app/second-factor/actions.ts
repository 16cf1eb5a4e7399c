'use server'

import { redirect } from 'next/navigation'
import { beginTotp } from '#domain/access/begin-totp.ts'
import { confirmTotp } from '#domain/access/confirm-totp.ts'
import { personAction, text } from '../_web/action.ts'

export const beginAuthenticator = personAction(
  'begin totp',
  async ({ self }) => {
    await beginTotp(self)
    redirect('/second-factor')
  },
  { sudo: true },
)

export const confirmAuthenticator = personAction(
  'confirm totp',
  async ({ self }, form) => {
    const { recoveryCodes } = await confirmTotp(self, { code: text(form, 'code') })
    return { recoveryCodes, message: 'Your authenticator app is set up. From now on a sign-in asks for its code.' }
  },
  { sudo: true },
)
