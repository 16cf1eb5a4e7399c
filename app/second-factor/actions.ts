'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { addPasskey } from '#domain/access/add-passkey.ts'
import { beginPasskey } from '#domain/access/begin-passkey.ts'
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

export const addOwnPasskey = personAction(
  'add passkey',
  async ({ self }, form) => {
    const response = text(form, 'passkey_proof')
    const name = text(form, 'name')
    if (response === '') {
      const options = JSON.stringify(await beginPasskey(self))
      return { ok: false, challenge: { kind: 'create', options } }
    }
    const added = await addPasskey(self, { response, name })
    refresh()
    return { recoveryCodes: added.recoveryCodes, message: `${added.name} is a passkey of yours now.` }
  },
  { sudo: true },
)
