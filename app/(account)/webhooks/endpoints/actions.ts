'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { disableEndpoint } from '#domain/webhooks/disable-endpoint.ts'
import { enableEndpoint } from '#domain/webhooks/enable-endpoint.ts'
import { limitEndpoint } from '#domain/webhooks/limit-endpoint.ts'

export const enable = accountAction('enable endpoint', 'routing.manage', async ({ scope }, form) => {
  await enableEndpoint(scope, { id: text(form, 'endpoint') })
  refresh()
  return { message: 'Events go there again, from the next one on.' }
})

export const disable = accountAction('disable endpoint', 'routing.manage', async ({ scope }, form) => {
  await disableEndpoint(scope, { id: text(form, 'endpoint') })
  refresh()
  return { message: 'Nothing goes there any more. Its events are held.' }
})

export const limit = accountAction('limit endpoint', 'routing.manage', async ({ scope }, form) => {
  const number = (name: string) => (text(form, name).trim() === '' ? null : Number(text(form, name)))
  await limitEndpoint(scope, {
    id: text(form, 'endpoint'),
    maxAtOnce: number('max_at_once'),
    maxPerSecond: number('max_per_second'),
  })
  refresh()
  return { message: 'Saved. It holds from the next event on.' }
})
