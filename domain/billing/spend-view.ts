/** Which spend somebody wants to see, as it stands in an address: '' is the default of its field. */
import { readWrittenMoment } from '#lib/written-moment.ts'

export const SPEND_RANGES = ['month', 'last_month', '7d', '30d', '90d', '1y'] as const
export type SpendRange = (typeof SPEND_RANGES)[number]

export const SPEND_STEPS = ['hour', 'day', 'month'] as const
export type SpendStep = (typeof SPEND_STEPS)[number]

export const SPEND_STACKS = ['direction', 'number', 'key', 'destination', 'rate'] as const
export type SpendStack = (typeof SPEND_STACKS)[number]

export const SPEND_MEASURES = ['spend', 'messages', 'parts'] as const
export type SpendMeasure = (typeof SPEND_MEASURES)[number]

export type SpendView = {
  /** Not together with `since` and `until`, which are days of the account's zone, both included. */
  range: SpendRange | ''
  since: string
  until: string
  by: SpendStep | ''
  stack: SpendStack
  measure: SpendMeasure
}

export type Given = Record<string, string | string[] | null | undefined>

/** What cannot be meant is not asked for. */
export function readSpendView(given: Given): SpendView {
  const one = <T extends string>(name: string, values: readonly T[]) => values.find((value) => value === given[name])
  const day = (name: string) => {
    const text = given[name]
    return typeof text === 'string' ? readWrittenMoment(text).slice(0, 10) : ''
  }
  const [first, last] = [day('since'), day('until')]
  const [since, until] = first && last && first > last ? [last, first] : [first || last, last || first]
  return {
    range: since ? '' : (one('range', SPEND_RANGES) ?? 'month'),
    since,
    until,
    by: one('by', SPEND_STEPS) ?? '',
    stack: one('stack', SPEND_STACKS) ?? 'direction',
    measure: one('measure', SPEND_MEASURES) ?? 'spend',
  }
}

/** What is the default is left out. */
export function spendQuery({ range, since, until, by, stack, measure }: SpendView): URLSearchParams {
  const said: [string, string][] = [
    ['range', range === 'month' ? '' : range],
    ['since', since],
    ['until', until],
    ['by', by],
    ['stack', stack === 'direction' ? '' : stack],
    ['measure', measure === 'spend' ? '' : measure],
  ]
  return new URLSearchParams(said.filter(([, value]) => value !== ''))
}
