'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { adoptCandidate } from '#domain/routing/adopt-candidate.ts'
import { rollBackUrl } from '#domain/routing/roll-back-url.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { startCopies } from '#domain/routing/start-copies.ts'
import { stopCopies } from '#domain/routing/stop-copies.ts'
import { tryUrl } from '#domain/routing/try-url.ts'
import { adopted, changed, readPlace, setBack } from './change-words.ts'

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
  return {
    message: await changed(scope, { ...place, url }, form),
    values: { callback_url: url ?? '', seen: text(form, 'seen') },
  }
})

export const rollBack = accountAction('roll back request url', 'routing.manage', async ({ scope }, form) => {
  const place = readPlace(form)
  refresh()
  const seenVersion = Number(text(form, 'seen'))
  const url = await rollBackUrl(scope, { ...place, version: Number(text(form, 'version')), seenVersion })
  return { message: await setBack(scope, { ...place, url }) }
})

export const startCandidate = accountAction('start copies', 'routing.manage', async ({ scope }, form) => {
  refresh()
  const [url, events] = [text(form, 'candidate_url'), Number(text(form, 'events'))]
  await startCopies(scope, { ...readPlace(form), url, events })
  return { message: 'It gets copies from the next event on.', values: {} }
})

/** Two buttons of one form: the candidate becomes the URL, or gets no more copies. */
export const endCandidate = accountAction('end copies', 'routing.manage', async ({ scope }, form) => {
  const id = text(form, 'shadow')
  refresh()
  if (text(form, 'do') === 'adopt') {
    const change = await adoptCandidate(scope, { id, seenVersion: Number(text(form, 'seen')) })
    return { message: await adopted(scope, change) }
  }
  await stopCopies(scope, { id })
  return { message: 'Stopped. The candidate gets nothing any more.' }
})
