import { readMoney } from '#domain/ledger/read-money.ts'
import { invalid } from '#lib/refusals.ts'

const MOST_NAME = 60
const MOST_PERCENTS = 5

/** As it was typed. */
export type LimitTerms = { name: string; amount: string; percents: string }
export type ReadTerms = { name: string; limitNanos: bigint; percents: number[] }

/** Throws `invalid`, with every problem at once; `others` are those of fields that only the caller knows. */
export function readLimitTerms(terms: LimitTerms, others: Record<string, string | null> = {}): ReadTerms {
  const name = terms.name.trim()
  const amount = readMoney(terms.amount)
  const percents = readPercents(terms.percents)
  const problems = {
    ...others,
    limit_name:
      name === '' || name.length > MOST_NAME
        ? `Give it a name of at most ${MOST_NAME} characters: refusals say it.`
        : null,
    limit_amount: 'problem' in amount ? amount.problem : null,
    percents: typeof percents === 'string' ? percents : null,
  }
  if ('problem' in amount || typeof percents === 'string' || Object.values(problems).some((one) => one !== null))
    throw invalid(problems)
  return { name, limitNanos: amount.nanos, percents }
}

/** `80, 100%` → ascending, each once; a sentence for what cannot be read. Nothing: nobody is told. */
function readPercents(typed: string): number[] | string {
  const words = typed
    .slice(0, 200)
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  const found = words.map((word) => (/^\d{1,3}%?$/.test(word) ? Number.parseInt(word, 10) : 0))
  if (found.some((percent) => percent < 1 || percent > 100))
    return 'Write whole hundredths from 1 to 100 with spaces between, such as 50 80 100.'
  const once = [...new Set(found)].sort((one, other) => one - other)
  return once.length > MOST_PERCENTS ? `Write at most ${MOST_PERCENTS} of them.` : once
}
