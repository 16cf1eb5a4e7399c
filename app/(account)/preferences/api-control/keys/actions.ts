'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { readZone } from '#app/_web/display.ts'
import { changeKey } from '#domain/keys/change-key.ts'
import { createKey, type NewKey } from '#domain/keys/create-key.ts'
import { endGrace } from '#domain/keys/end-grace.ts'
import { extendGrace } from '#domain/keys/extend-grace.ts'
import { previewNarrowing } from '#domain/keys/preview-narrowing.ts'
import { revokeKey } from '#domain/keys/revoke-key.ts'
import { rotateKey } from '#domain/keys/rotate-key.ts'
import { setQuietMinutes } from '#domain/keys/set-quiet-minutes.ts'
import { keyHref } from './key-href.ts'
import { readGrace, readSettings } from './read-settings.ts'

const SUDO = { sudo: true }

/** Its only way out: into the answer to this form. */
function once({ id, accessKey, secret }: NewKey) {
  refresh()
  return { secret: { accessKey, secret, href: keyHref(id) }, values: {} }
}

export const makeKey = accountAction(
  'create key',
  'keys.manage',
  async ({ scope, account }, form) => {
    const zone = await readZone(account.timeZone)
    const mode = text(form, 'mode') === 'test' ? 'test' : 'live'
    return once(await createKey(scope, { ...readSettings(form, zone.name), mode }))
  },
  SUDO,
)

export const rotateSecret = accountAction(
  'rotate key',
  'keys.manage',
  async ({ scope, account }, form) => {
    const zone = await readZone(account.timeZone)
    const oldDiesAt = readGrace(form, zone.name)
    const seenGeneration = Number(text(form, 'generation'))
    return once(await rotateKey(scope, { id: text(form, 'id'), oldDiesAt, seenGeneration }))
  },
  SUDO,
)

export const extendOldSecret = accountAction(
  'extend grace',
  'keys.manage',
  async ({ scope, account }, form) => {
    const zone = await readZone(account.timeZone)
    await extendGrace(scope, { id: text(form, 'id'), until: readGrace(form, zone.name) })
    refresh()
    return { message: 'Extended.', values: {} }
  },
  SUDO,
)

export const endOldSecret = accountAction(
  'end grace',
  'keys.manage',
  async ({ scope }, form) => {
    await endGrace(scope, { id: text(form, 'id') })
    refresh()
    return { message: 'The old secret has ended.' }
  },
  SUDO,
)

export const saveQuietMinutes = accountAction(
  'set quiet minutes',
  'keys.manage',
  async ({ scope }, form) => {
    await setQuietMinutes(scope, { id: text(form, 'id'), minutes: Number(text(form, 'minutes')) })
    refresh()
    return { message: 'Saved.' }
  },
  SUDO,
)

/** What would have been refused is shown first, and done when the same is sent again. */
export const saveKey = accountAction(
  'change key',
  'keys.manage',
  async ({ scope, account }, form) => {
    const zone = await readZone(account.timeZone)
    const settings = { ...readSettings(form, zone.name), id: text(form, 'id') }
    const narrowing = await previewNarrowing(scope, settings)
    const seen = JSON.stringify([settings.scopes, settings.numbers, settings.addresses])
    if (narrowing.calls > 0 && text(form, 'seen') !== seen) return { ok: false, narrowing: { ...narrowing, seen } }
    await changeKey(scope, settings)
    refresh()
    return { message: 'Saved. It holds within a second.', values: {} }
  },
  SUDO,
)

export const revokeForGood = accountAction(
  'revoke key',
  'keys.manage',
  async ({ scope }, form) => {
    await revokeKey(scope, { id: text(form, 'id'), typedName: text(form, 'typed_name') })
    refresh()
    return { message: 'Revoked. It opens nothing any more, on any process, within a second.' }
  },
  SUDO,
)
