/** What things of the ledger are called. */
import { formatExact } from '#components/money.ts'
import type { SpendGroup } from '#domain/billing/read-spend.ts'
import type { SpendMeasure, SpendRange, SpendStack, SpendStep } from '#domain/billing/spend-view.ts'
import type { SpendCategory, SpendKind } from '#domain/ledger/spend-line.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'

export const RANGE_WORDS: Record<SpendRange, string> = {
  month: 'This month',
  last_month: 'Last month',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
  '1y': '12 months',
}
export const STEP_WORDS: Record<SpendStep, string> = { hour: 'Hour', day: 'Day', month: 'Month' }
export const STACK_WORDS: Record<SpendStack, string> = {
  direction: 'Direction',
  number: 'Number',
  key: 'Key',
  destination: 'Destination',
  rate: 'Rate',
}
export const MEASURE_WORDS: Record<SpendMeasure, string> = { spend: 'Spend', messages: 'Messages', parts: 'Parts' }

export const KIND_WORDS: Record<SpendKind, string> = {
  settle: 'Message out',
  charge: 'Message in',
  setup: 'Number setup',
  monthly: 'Number, a month',
  credit: 'Money in',
  debit: 'Money out',
  refund: 'Refund',
}

export const CATEGORY_WORDS: Record<SpendCategory, string> = {
  outbound: 'Outbound',
  inbound: 'Inbound',
  numbers: 'Numbers',
  refunds: 'Refunds',
  funding: 'Money in and out',
}

const DESTINATION_WORDS: Record<string, string> = {
  us: 'United States',
  ca: 'Canada',
  other: 'elsewhere',
  any: 'any destination',
}

export function destinationWord(destination: string): string {
  return DESTINATION_WORDS[destination] ?? destination
}

export function rateWord(rate: string): string {
  const [part = '0', surcharge = '0'] = rate.split('+')
  return `${formatExact(part)}${surcharge === '0' ? '' : ` + ${formatExact(surcharge)}`}`
}

type Names = { keys: readonly { id: string; name: string }[] }

/** What a colour of the stack stands for. */
export function groupName({ value, count }: SpendGroup, stack: SpendStack, { keys }: Names): string {
  if (value === null) return `${count} ${count === 1 ? 'other' : 'others'}`
  if (stack === 'number') return value === '' ? 'No number' : formatNumber(value)
  if (stack === 'key') {
    return value === '' ? 'Without a key' : (keys.find(({ id }) => id === value)?.name ?? 'A key')
  }
  const [category = '', of] = value.split(':')
  const word = CATEGORY_WORDS[category as SpendCategory]
  if (of === undefined) return word
  if (stack === 'rate') return `${word}, ${rateWord(of)}`
  return `${word}, ${destinationWord(of)}`
}
