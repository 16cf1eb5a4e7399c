/** A line of what was spent: `kind|number_kind|destination|part_nanos|surcharge_nanos`, as `spend_of` in the database writes it. */
import type { NumberKind } from '#domain/numbers/nanp.ts'
import type { PostingKind } from './post-entries.ts'

/** Of what leaves the posted balance or comes in: a hold and its release do neither. */
export type SpendKind = Exclude<PostingKind, 'hold' | 'release'>

export type SpendLine = {
  kind: SpendKind
  /** '' for money in and out. */
  numberKind: NumberKind | ''
  /** Of a message, the group of the other side; '' for what is none. */
  destination: string
  /** The rate a part, or what a number cost: once, or a month. */
  partNanos: bigint
  surchargeNanos: bigint
}

/** `funding` is no spend: money that came in, or was taken back out. Messages in are charged, messages out are held and settled. */
export type SpendCategory = 'outbound' | 'inbound' | 'numbers' | 'refunds' | 'funding'

export const SPEND_CATEGORIES = {
  settle: 'outbound',
  charge: 'inbound',
  setup: 'numbers',
  monthly: 'numbers',
  refund: 'refunds',
  credit: 'funding',
  debit: 'funding',
} as const satisfies Record<SpendKind, SpendCategory>

export const SPEND_KINDS = Object.keys(SPEND_CATEGORIES) as SpendKind[]

export function readSpendLine(value: string): SpendLine {
  const [kind, numberKind = '', destination = '', part, surcharge] = value.split('|')
  const known = SPEND_KINDS.find((one) => one === kind)
  if (!known || (numberKind !== '' && numberKind !== 'longcode' && numberKind !== 'toll_free')) {
    throw new TypeError(`no line of what was spent: ${value}`)
  }
  return { kind: known, numberKind, destination, partNanos: BigInt(part ?? 0), surchargeNanos: BigInt(surcharge ?? 0) }
}

export function kindsOf(category: SpendCategory): SpendKind[] {
  return SPEND_KINDS.filter((kind) => SPEND_CATEGORIES[kind] === category)
}
