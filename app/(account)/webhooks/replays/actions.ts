'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text } from '#app/_web/action.ts'
import { readZone } from '#app/_web/display.ts'
import { replayHref } from '#components/webhook/webhook-paths.ts'
import { cancelReplay } from '#domain/webhooks/cancel-replay.ts'
import { FILTER_NAMES, readDeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import { startReplay } from '#domain/webhooks/start-replay.ts'

export const beginReplay = accountAction('start replay', 'routing.manage', async ({ scope, account }, form) => {
  const filter = readDeliveryFilter(Object.fromEntries(FILTER_NAMES.map((name) => [name, text(form, name)])))
  const { name: zone } = await readZone(account.timeZone)
  const id = await startReplay(scope, { filter, zone, perSecond: Number(text(form, 'per_second')) })
  redirect(replayHref(id))
})

export const stopReplay = accountAction('cancel replay', 'routing.manage', async ({ scope }, form) => {
  await cancelReplay(scope, { id: text(form, 'replay') })
  refresh()
  return {}
})
