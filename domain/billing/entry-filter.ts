/** Which entries of the ledger somebody wants to see: a list's address, its file and each bar of a chart are read by the same rules. */
import { SPEND_KINDS, type SpendKind, type SpendLine } from '#domain/ledger/spend-line.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { isId } from '#lib/is-id.ts'
import { readWrittenMoment } from '#lib/written-moment.ts'
import type { Given } from './spend-view.ts'

/** '' filters nothing. */
export type EntryFilter = {
  /** A day or a minute of the account's zone, or of UTC with a `Z`; both are included. */
  since: string
  until: string
  /** One or several, with commas. */
  kind: string
  /** Of the account's number: `longcode`, `toll_free`. */
  type: string
  destination: string
  /** A part's rate and surcharge in nanodollars: `4000000+0`. */
  rate: string
  /** E.164 of the account's own; the id of a key. `none`: what belongs to none. Money in and out belongs to neither. */
  number: string
  key: string
}

const NAMES = [
  'since',
  'until',
  'kind',
  'type',
  'destination',
  'rate',
  'number',
  'key',
] as const satisfies (keyof EntryFilter)[]

export const NO_ENTRY_FILTER = Object.fromEntries(NAMES.map((name) => [name, ''])) as EntryFilter

export function readEntryFilter(given: Given): EntryFilter {
  const text = (name: keyof EntryFilter) => {
    const value = given[name]
    return typeof value === 'string' && value.length <= 200 ? value.trim() : ''
  }
  const like = (name: keyof EntryFilter, shape: RegExp) => (shape.test(text(name)) ? text(name) : '')
  const number = parseNumber(text('number'))
  return {
    since: readWrittenMoment(text('since')),
    until: readWrittenMoment(text('until')),
    kind: SPEND_KINDS.filter((kind) => text('kind').split(',').includes(kind)).join(','),
    type: like('type', /^(longcode|toll_free)$/),
    destination: like('destination', /^[a-z][a-z0-9_]{0,19}$/),
    rate: like('rate', /^\d{1,18}\+\d{1,18}$/),
    number: text('number') === 'none' ? 'none' : number.ok ? number.e164 : '',
    key: text('key') === 'none' || isId(text('key')) ? text('key') : '',
  }
}

export function entryQuery(filter: Partial<EntryFilter>): URLSearchParams {
  return new URLSearchParams(NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])))
}

export function kindsOfFilter({ kind, number, key }: EntryFilter): SpendKind[] {
  const asked = SPEND_KINDS.filter((one) => kind === '' || kind.split(',').includes(one))
  return number || key ? asked.filter((one) => one !== 'credit' && one !== 'debit') : asked
}

/** Whether a line of the totals is of what is asked for. */
export function isOfFilter(filter: EntryFilter, line: SpendLine): boolean {
  return (
    kindsOfFilter(filter).includes(line.kind) &&
    (filter.type === '' || filter.type === line.numberKind) &&
    (filter.destination === '' || filter.destination === line.destination) &&
    (filter.rate === '' || filter.rate === `${line.partNanos}+${line.surchargeNanos}`)
  )
}

/** Exactly this line's entries. */
export function filterOfLine({
  kind,
  numberKind,
  destination,
  partNanos,
  surchargeNanos,
}: SpendLine): Partial<EntryFilter> {
  return { kind, type: numberKind, destination, rate: `${partNanos}+${surchargeNanos}` }
}

/** From the first moment on and until before the second, in whole minutes. */
export function minutesOf(from: Date, until: Date): Pick<EntryFilter, 'since' | 'until'> {
  const minute = (at: Date) => `${at.toISOString().slice(0, 16)}Z`
  return { since: minute(from), until: minute(new Date(until.getTime() - 60_000)) }
}
