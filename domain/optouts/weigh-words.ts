/** How much the words of a text speak for asking (above 0) or against, by weights learned from labelled texts. */
import { signsOf } from './stop-signs.ts'
import { BIAS, WEIGHTS } from './stop-weights.ts'

const MOST_NAMED = 3

const weights = new Map<string, number>()
for (const line of WEIGHTS.trim().split('\n')) {
  const [weight = '', signs = ''] = line.split('\t')
  for (const sign of signs.split('|')) weights.set(sign, Number(weight) / 100)
}

/** By how much each sign of a text counts: long texts have many signs, and are not more certain for that. */
export function shareOf(signs: number): number {
  return 4 / Math.sqrt(signs)
}

/** `words`: those that spoke most for it, in the order of the text. */
export function weigh(plain: string): { sum: number; words: string[] } {
  const signs = signsOf(plain)
  const spoke = new Map<string, number>()
  let sum = 0
  for (const [sign, word] of signs) {
    const weight = weights.get(sign)
    if (weight === undefined) continue
    sum += weight
    if (word) spoke.set(word, (spoke.get(word) ?? 0) + weight)
  }
  const loudest = [...spoke].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMED)
  const named = new Set(loudest.filter(([, weight]) => weight > 0).map(([word]) => word))
  return { sum: BIAS + sum * shareOf(signs.size), words: [...spoke.keys()].filter((word) => named.has(word)) }
}
