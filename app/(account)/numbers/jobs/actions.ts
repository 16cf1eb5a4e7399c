'use server'

import { refresh } from 'next/cache'
import { accountAction, text } from '#app/_web/action.ts'
import { cancelNumberJob } from '#domain/numbers/cancel-number-job.ts'
import { startNumberJob } from '#domain/numbers/start-number-job.ts'

export const startJob = accountAction('start number job', 'numbers.manage', async ({ scope }, form) => {
  await startNumberJob(scope, { id: text(form, 'job') })
  refresh()
  return {}
})

export const stopJob = accountAction('stop number job', 'numbers.manage', async ({ scope }, form) => {
  await cancelNumberJob(scope, { id: text(form, 'job') })
  refresh()
  return {}
})
