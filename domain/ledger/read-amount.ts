import { formatNanos } from './money.ts'
import { readMoney } from './read-money.ts'

export type ReadAmount = { ok: true; nanos: bigint } | { ok: false; problem: string }

const CENT_NANOS = 10_000_000n

/** Dollars that somebody typed (`readMoney`), in whole cents and within bounds. */
export function readAmount(typed: string, { least, most }: { least: bigint; most: bigint }): ReadAmount {
  const problem = (sentence: string): ReadAmount => ({ ok: false, problem: sentence })
  const between = `between ${formatNanos(least, 2)} and ${formatNanos(most, 2)}`
  if (typed.trim() === '') return problem(`Write an amount ${between}.`)
  if (/^\$?\s*[-−]/.test(typed.trim())) return problem(`An amount is more than zero: write one ${between}.`)
  const read = readMoney(typed)
  if ('problem' in read) return problem(read.problem)
  if (read.nanos % CENT_NANOS !== 0n) return problem('Write whole cents: at most two digits after the point.')
  if (read.nanos < least || read.nanos > most) return problem(`Write an amount ${between}.`)
  return { ok: true, nanos: read.nanos }
}
