import { expect, test } from 'vitest'
import { asksToStop } from '#domain/optouts/asks-to-stop.ts'
import { ASKS, DOES_NOT_ASK } from '#tests/support/opt-out-phrases.ts'

function judge(asks: readonly string[], doesNotAsk: readonly string[]) {
  const missed = asks.filter((text) => asksToStop(text) === null)
  const mistaken = doesNotAsk.filter((text) => asksToStop(text) !== null)
  const found = asks.length - missed.length
  return { recall: found / asks.length, precision: found / (found + mistaken.length), missed, mistaken }
}

test('of people who ask in plain words for an end, at least 95 in 100 are found; of what is flagged, at least 80 in 100 ask', () => {
  expect(new Set([...ASKS, ...DOES_NOT_ASK]).size).toBeGreaterThanOrEqual(300)
  const { recall, precision, missed, mistaken } = judge(ASKS, DOES_NOT_ASK)
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  process.stdout.write(
    `  plain requests to stop: ${ASKS.length + DOES_NOT_ASK.length} phrases, recall ${percent(recall)}, precision ${percent(precision)}\n`,
  )
  expect(recall, `missed: ${missed.join(' · ')}`).toBeGreaterThanOrEqual(0.95)
  expect(precision, `mistaken: ${mistaken.join(' · ')}`).toBeGreaterThanOrEqual(0.8)
})

test('the words that made it are told', () => {
  expect(asksToStop('Hi there. Please quit texting me at night!')).toMatchObject({
    reason: 'Asks for the messages to end',
    phrase: 'quit texting',
  })
})

test('only the beginning of a long text is looked at', () => {
  expect(asksToStop(`please stop. ${'and so on '.repeat(500)}`)).not.toBeNull()
  expect(asksToStop(`${'and so on '.repeat(500)}. please stop`)).toBeNull()
})
