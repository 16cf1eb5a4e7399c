import { parseDollars } from './money.ts'

export type ReadMoney = { nanos: bigint } | { problem: string }

/** Longer is no amount, and is not looked at: a megabyte costs nothing. */
const MOST_CHARS = 40

/**
 * Dollars that somebody typed or wrote in a file: exact to the nanodollar, or a sentence that says why not. Nothing is rounded and
 * nothing is guessed: `0.1 + 0.2`, `1e309`, `NaN` and `25,50` are no amounts. A dollar sign before it and spaces around it are let
 * through; a minus where `signed` asks for one.
 */
export function readMoney(typed: string, { signed = false }: { signed?: boolean } = {}): ReadMoney {
  if (typed.length > MOST_CHARS)
    return { problem: `This is no amount: it is longer than ${MOST_CHARS} characters. Write one such as 25.00.` }
  const text = typed.trim()
  const isNegative = /^[-−]/.test(text)
  if (isNegative && !signed) return { problem: 'Write the amount without a minus before it.' }
  const digits = (isNegative ? text.slice(1) : text).replace(/^\$\s*/, '')
  const nanos = parseDollars(digits)
  if (nanos === null) return { problem: problemOf(digits) }
  return { nanos: isNegative ? -nanos : nanos }
}

function problemOf(text: string): string {
  if (text === '') return 'Write an amount in dollars, such as 25.00.'
  if (/^[\d.,'’ ]*,[\d.,'’ ]*$/.test(text))
    return 'Write the amount without commas, and what is less than a dollar after a point: 1250.50.'
  if (/^\d[\d.\s'’_]*[\s'’_][\d.\s'’_]*$/.test(text))
    return 'Write the amount without spaces between its digits: 1250.50.'
  if (/[^\P{Nd}0-9]/u.test(text))
    return 'This is no amount: write the digits 0 to 9 and at most one point, such as 25.00.'
  if (/^\d{10,}(\.\d*)?$/.test(text)) return 'This is too much: an amount has at most nine digits before its point.'
  if (/^\d*\.\d{10,}$/.test(text))
    return 'Write at most nine digits after the point: smaller amounts are not kept, and nothing is rounded.'
  return 'This is no amount. Write digits and at most one point, such as 25.00.'
}
