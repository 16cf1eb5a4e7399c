import { redirect } from 'next/navigation'
import { type DeliveryView, deliveryHref, filterHref } from '#components/webhook/delivery-view.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { FILTER_NAMES, readDeliveryFilter } from '#domain/webhooks/delivery-filter.ts'
import { fromMessageRef, isId } from '#lib/ids.ts'

type Given = Record<string, string | string[] | undefined>

/** Where a plain form sent its empty fields too, or something to find, it goes on to the address that says the same without them. */
export function readDeliveryView(given: Given): DeliveryView {
  const id = (name: string) => {
    const value = given[name]
    return typeof value === 'string' && isId(value) ? value : null
  }
  const before = id('before')
  const view: DeliveryView = {
    filter: readDeliveryFilter(given),
    before,
    after: before === null ? id('after') : null,
    open: id('open'),
  }
  const found = typeof given.find === 'string' ? find(view, given.find.trim()) : null
  if (found) redirect(found)
  if (given.find !== undefined || FILTER_NAMES.some((name) => given[name] === '')) redirect(deliveryHref(view))
  return view
}

function find(view: DeliveryView, text: string): string | null {
  if (text === '') return null
  if (isId(text)) return deliveryHref(view, { open: text })
  const number = parseNumber(text)
  if (fromMessageRef(text)) return filterHref(view, { message: text })
  return filterHref(view, { number: number.ok ? number.e164 : text })
}
