import { formatNanos, parseDollars } from './money.ts'

export type ReadAmount = { ok: true; nanos: bigint } | { ok: false; problem: string }

const CENT_NANOS = 10_000_000n

/**
 * An amount that somebody typed, in dollars: exact to the cent, or refused with a sentence. Never a float, so nothing is rounded:
 * `0.1 + 0.2`, `1e309`, `NaN` and `25,50` are no amounts. A dollar sign before it and spaces around it are let through.
 */
export function readAmount(typed: string, { least, most }: { least: bigint; most: bigint }): ReadAmount {
  const text = typed.trim().replace(/^\$\s*/, '')
  const problem = (sentence: string): ReadAmount => ({ ok: false, problem: sentence })
  const between = `between ${formatNanos(least, 2)} and ${formatNanos(most, 2)}`
  if (text === '') return problem(`Write an amount ${between}.`)
  if (/^[-−]/.test(text)) return problem(`An amount is more than zero: write one ${between}.`)
  if (/^[\d.,]*,[\d.,]*$/.test(text))
    return problem('Write the amount without commas, and its cents after a point: 1250.50.')
  if (/^\d{10,}(\.\d*)?$/.test(text)) return problem(`This is too much: write an amount ${between}.`)
  const nanos = parseDollars(text)
  if (nanos === null) return problem('This is no amount. Write digits and at most one point, such as 25.00.')
  if (nanos % CENT_NANOS !== 0n) return problem('Write whole cents: at most two digits after the point.')
  if (nanos < least || nanos > most) return problem(`Write an amount ${between}.`)
  return { ok: true, nanos }
}
