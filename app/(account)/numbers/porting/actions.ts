'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { accountAction, text, texts } from '#app/_web/action.ts'
import { PORTING_HREF, portHref } from '#components/port/port-words.ts'
import { cancelPort } from '#domain/porting/cancel-port.ts'
import { checkPortability } from '#domain/porting/check-portability.ts'
import { commentPort } from '#domain/porting/comment-port.ts'
import { fixException } from '#domain/porting/fix-exception.ts'
import { openPort } from '#domain/porting/open-port.ts'
import { saveDetails } from '#domain/porting/save-details.ts'
import { signLoa } from '#domain/porting/sign-loa.ts'
import { submitPort } from '#domain/porting/submit-port.ts'
import { numbersToPort, readDetails, readFix, readPasted, toOpen } from './read-forms.ts'

/** What was found is shown first, and opened when the same is sent again. */
export const openOrders = accountAction('open port', 'numbers.manage', async ({ scope }, form) => {
  const checked = await checkPortability(scope, readPasted(form))
  const portability = numbersToPort(form, checked)
  if (portability.split === null || text(form, 'seen') !== portability.seen) return { ok: false, portability }
  const { groupId, orders } = await openPort(scope, toOpen(portability.split))
  redirect(orders.length === 1 ? portHref(orders[0]?.id ?? '') : `${PORTING_HREF}?group=${groupId}`)
})

export const saveOrderDetails = accountAction('save port details', 'numbers.manage', async ({ scope }, form) => {
  await saveDetails(scope, { id: text(form, 'order'), ...readDetails(form) })
  refresh()
  return { message: 'Saved.', values: {} }
})

export const signLetter = accountAction('sign letter', 'numbers.manage', async ({ scope }, form) => {
  await signLoa(scope, { id: text(form, 'order'), typedName: text(form, 'typed_name') })
  refresh()
  return { message: 'Signed.', values: {} }
})

export const submitOrder = accountAction('submit port', 'numbers.manage', async ({ scope }, form) => {
  await submitPort(scope, { id: text(form, 'order') })
  refresh()
})

export const fixOrder = accountAction('fix port', 'numbers.manage', async ({ scope }, form) => {
  await fixException(scope, { id: text(form, 'order'), ...readFix(form), without: texts(form, 'without') })
  refresh()
})

export const writeComment = accountAction('comment port', 'numbers.manage', async ({ scope }, form) => {
  await commentPort(scope, { id: text(form, 'order'), text: text(form, 'comment') })
  refresh()
  return { message: 'Your comment stands in the timeline.', values: {} }
})

export const cancelOrder = accountAction('cancel port', 'numbers.manage', async ({ scope }, form) => {
  await cancelPort(scope, { id: text(form, 'order') })
  refresh()
})
