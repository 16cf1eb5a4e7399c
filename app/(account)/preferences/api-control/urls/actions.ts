'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { rollBackUrl } from '#domain/routing/roll-back-url.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { tryUrl } from '#domain/routing/try-url.ts'
import { showSigningSecret } from '#domain/webhooks/show-signing-secret.ts'
import { changed, readPlace, setBack } from './change-words.ts'

/** Three buttons of one form: try the address, save it, remove it. */
export const changeUrl = accountAction('change request url', 'routing.manage', async ({ scope }, form) => {
  const place = readPlace(form)
  const written = text(form, 'callback_url').trim()
  if (text(form, 'do') === 'test') {
    const trial = await tryUrl(scope, { ...place, url: written })
    return { ok: trial.ok, trial }
  }
  const url = text(form, 'do') === 'remove' ? null : written || null
  // Whatever comes of it, the page shows how it is now: somebody else may have been first.
  refresh()
  await setRequestUrl(scope, { ...place, url, seenVersion: Number(text(form, 'seen')) })
  return { message: await changed(scope, { ...place, url }, form), values: { callback_url: url ?? '' } }
})

export const rollBack = accountAction('roll back request url', 'routing.manage', async ({ scope }, form) => {
  const place = readPlace(form)
  refresh()
  const seenVersion = Number(text(form, 'seen'))
  const url = await rollBackUrl(scope, { ...place, version: Number(text(form, 'version')), seenVersion })
  return { message: await setBack(scope, { ...place, url }) }
})

export const showSecret = accountAction(
  'show signing secret',
  'keys.manage',
  async ({ scope }) => ({ signingSecret: await showSigningSecret(scope) }),
  { sudo: true },
)
