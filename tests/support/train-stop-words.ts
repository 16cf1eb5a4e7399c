/**
 * Learns `domain/optouts/stop-weights.ts` from the labelled texts that may be read, and tells how it does on each set when it learns from the
 * others alone: `node tests/support/train-stop-words.ts`. Logistic regression by stochastic descent; the same texts give the same file.
 */
import { writeFileSync } from 'node:fs'
import { ALONE, findPhrase, PATTERN } from '#domain/optouts/asks-to-stop.ts'
import { plainWords } from '#domain/optouts/plain-words.ts'
import { signsOf } from '#domain/optouts/stop-signs.ts'
import { shareOf } from '#domain/optouts/weigh-words.ts'
import { ASKS, DOES_NOT_ASK } from './opt-out-phrases.ts'
import { MORE_ASKS, MORE_DOES_NOT_ASK } from './opt-out-phrases-more.ts'
import { SEEN_PHRASES } from './opt-out-phrases-seen.ts'

type Example = { signs: string[]; asks: boolean; found: ReturnType<typeof findPhrase> }
type Model = { bias: number; weights: Map<string, number> }

const EPOCHS = 30
const RATE = 0.15
const SHRINK = 0.01
const STEP = 7919
/** Below it a weight is not worth its place. */
const SMALLEST = 0.04

const example = (text: string, asks: boolean): Example => {
  const plain = plainWords(text)
  return { signs: [...signsOf(plain).keys()], asks, found: findPhrase(text, plain) }
}
const sets: Example[][] = [
  [...ASKS.map((text) => example(text, true)), ...DOES_NOT_ASK.map((text) => example(text, false))],
  SEEN_PHRASES.map(([text, asks]) => example(text, asks)),
  [...MORE_ASKS.map((text) => example(text, true)), ...MORE_DOES_NOT_ASK.map((text) => example(text, false))],
]

function sumOf({ bias, weights }: Model, signs: string[]): number {
  return bias + shareOf(signs.length) * signs.reduce((sum, sign) => sum + (weights.get(sign) ?? 0), 0)
}

function learn(examples: Example[]): Model {
  const model: Model = { bias: 0, weights: new Map() }
  const squares = new Map<string, number>()
  for (let epoch = 0; epoch < EPOCHS; epoch += 1)
    for (let turn = 0; turn < examples.length; turn += 1) {
      const one = examples[(turn * STEP + epoch * 31) % examples.length]
      if (!one) continue
      const wrong = 1 / (1 + Math.exp(-sumOf(model, one.signs))) - Number(one.asks)
      model.bias -= 0.02 * wrong
      for (const sign of one.signs) {
        const weight = model.weights.get(sign) ?? 0
        const slope = wrong * shareOf(one.signs.length) + SHRINK * weight
        const square = (squares.get(sign) ?? 0.1) + slope * slope
        squares.set(sign, square)
        model.weights.set(sign, weight - (RATE * slope) / Math.sqrt(square))
      }
    }
  return model
}

function tell(title: string, model: Model, examples: Example[]): void {
  const flagged = examples.filter(
    ({ signs, found }) => found !== 'contrary' && sumOf(model, signs) + (found ? PATTERN : ALONE) > 0,
  )
  const found = flagged.filter((one) => one.asks).length
  const percent = (of: number) => `${((found / of) * 100).toFixed(1)} %`
  const asking = examples.filter((one) => one.asks).length
  process.stdout.write(`${title}: recall ${percent(asking)}, precision ${percent(flagged.length)}\n`)
}

for (const [index, set] of sets.entries())
  tell(`set ${index + 1}, learned from the others`, learn(sets.filter((other) => other !== set).flat()), set)

const model = learn(sets.flat())
const byWeight = new Map<number, string[]>()
for (const [sign, weight] of [...model.weights].sort(([a], [b]) => (a < b ? -1 : 1))) {
  if (Math.abs(weight) < SMALLEST) continue
  const rounded = Math.round(weight * 50) * 2
  byWeight.set(rounded, [...(byWeight.get(rounded) ?? []), sign])
}
const table = [...byWeight].sort(([a], [b]) => b - a).map(([weight, signs]) => `${weight}\t${signs.join('|')}`)
writeFileSync(
  new URL('../../domain/optouts/stop-weights.ts', import.meta.url),
  `/** Made by \`tests/support/train-stop-words.ts\`: a weight in hundredths a line, then the signs (\`stop-signs.ts\`) that have it. */\nexport const BIAS = ${model.bias.toFixed(3)}\nexport const WEIGHTS = \`\n${table.join('\n')}\n\`\n`,
)
