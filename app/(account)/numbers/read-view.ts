import { type NumberView, numbersHref } from '#components/number/number-view.ts'
import { FILTER_NAMES, readNumberFilter } from '#domain/numbers/number-filter.ts'

type Given = Record<string, string | string[] | undefined>

export function readNumberView(given: Given): NumberView {
  const one = (name: string) => {
    const value = given[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const before = one('before')
  return {
    filter: readNumberFilter(given),
    order: given.order === 'newest' ? 'newest' : 'number',
    before,
    after: before === null ? one('after') : null,
  }
}

/** A plain form sends its empty fields too. The address that says the same without them; null where it is that already. */
export function cleanHref(given: Given, view: NumberView): string | null {
  return FILTER_NAMES.some((name) => given[name] === '') ? numbersHref(view) : null
}
