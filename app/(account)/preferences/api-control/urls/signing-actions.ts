'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { dropEndpointSecret } from '#domain/webhooks/drop-endpoint-secret.ts'
import { endSigningOverlap } from '#domain/webhooks/end-signing-overlap.ts'
import { giveEndpointSecret } from '#domain/webhooks/give-endpoint-secret.ts'
import { rotateSigningSecret } from '#domain/webhooks/rotate-signing-secret.ts'
import { showSigningSecret } from '#domain/webhooks/show-signing-secret.ts'

const SUDO = { sudo: true }
const NEW = 'The new secret signs from now on. Give it to your receivers.'

export const showSecret = accountAction(
  'show signing secret',
  'keys.manage',
  async ({ scope }, form) => ({ signingSecret: await showSigningSecret(scope, placeOf(form)) }),
  SUDO,
)

export const rotateSecret = accountAction(
  'rotate signing secret',
  'keys.manage',
  async ({ scope }, form) => {
    refresh()
    const seenId = text(form, 'seen') || undefined
    const overlapHours = hoursOf(form)
    return {
      signingSecret: await rotateSigningSecret(scope, { ...placeOf(form), overlapHours, ...(seenId && { seenId }) }),
      message: NEW,
    }
  },
  SUDO,
)

export const endOverlap = accountAction(
  'end signing overlap',
  'keys.manage',
  async ({ scope }, form) => {
    refresh()
    await endSigningOverlap(scope, placeOf(form))
    return { message: 'Ended. Only the newest secret signs.' }
  },
  SUDO,
)

export const giveSecret = accountAction(
  'give endpoint secret',
  'keys.manage',
  async ({ scope }, form) => {
    refresh()
    const endpointId = text(form, 'endpoint')
    return {
      signingSecret: await giveEndpointSecret(scope, { endpointId, overlapHours: hoursOf(form) }),
      message: NEW,
    }
  },
  SUDO,
)

export const dropSecret = accountAction(
  'drop endpoint secret',
  'keys.manage',
  async ({ scope }, form) => {
    refresh()
    await dropEndpointSecret(scope, { endpointId: text(form, 'endpoint'), overlapHours: hoursOf(form) })
    return { message: 'Dropped. The account’s secret signs from now on.' }
  },
  SUDO,
)

function placeOf(form: FormData): { endpointId: string | null } {
  return { endpointId: text(form, 'endpoint') || null }
}

function hoursOf(form: FormData): number {
  const written = text(form, 'overlap_hours')
  return /^\d{1,3}$/.test(written) ? Number(written) : Number.NaN
}
