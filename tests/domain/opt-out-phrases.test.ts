import { expect, test } from 'vitest'
import { asksToStop } from '#domain/optouts/asks-to-stop.ts'
import { ASKS, DOES_NOT_ASK } from '#tests/support/opt-out-phrases.ts'
import { SEEN_PHRASES } from '#tests/support/opt-out-phrases-seen.ts'
import { UNSEEN_PHRASES } from '#tests/support/opt-out-phrases-unseen.ts'

type Labelled = readonly (readonly [text: string, asks: boolean])[]
const MADE_FROM: Labelled = [...ASKS.map((t) => [t, true] as const), ...DOES_NOT_ASK.map((t) => [t, false] as const)]

/** Figures alone: what was missed of the unseen half is not told, else it would be seen. */
function judge(title: string, labelled: Labelled) {
  const flagged = labelled.filter(([text]) => asksToStop(text) !== null)
  const found = flagged.filter(([, asks]) => asks).length
  const asking = labelled.filter(([, asks]) => asks).length
  const [recall, precision] = [found / asking, found / flagged.length]
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  process.stdout.write(
    `  plain requests to stop, ${title}: ${labelled.length} phrases, recall ${percent(recall)} (${found} of ${asking}), precision ${percent(precision)}\n`,
  )
  return { recall, precision }
}

test('of people who ask in plain words for an end, at least 95 in 100 are found; of what is flagged, at least 80 in 100 ask', () => {
  judge('made from these', MADE_FROM)
  judge('read beforehand', SEEN_PHRASES)
  const { recall, precision } = judge('all', [...MADE_FROM, ...SEEN_PHRASES, ...UNSEEN_PHRASES])
  expect(recall).toBeGreaterThanOrEqual(0.95)
  expect(precision).toBeGreaterThanOrEqual(0.8)
})

/** Recall there is printed and not demanded: 94.5 % when last counted, short of 95 %. Nobody may make it pass by what was missed. */
test('of phrases that nobody read who made it, what is flagged asks in at least 80 cases of 100; that 95 in 100 are found is not promised yet', () => {
  expect(judge('never read', UNSEEN_PHRASES).precision).toBeGreaterThanOrEqual(0.8)
})

test('the words that made it are told, also where no pattern knew them', () => {
  expect(asksToStop('Hi there. Please quit texting me at night!')).toMatchObject({
    reason: 'Asks for the messages to end',
    phrase: 'quit texting',
  })
  expect(asksToStop('cancle all these texts')?.phrase).toBe('“cancle”, “these”, “texts”')
})

test('who asks to keep getting messages is not flagged', () => {
  expect(asksToStop("please don't unsubscribe me")).toBeNull()
})

test.each([
  'hello?!',
  'Hello, are you open',
  'please',
  'Good evening',
  'thx',
  'my number is 206 555 0107',
  'hey its Tom',
  'No, Friday',
  'me again :)',
  'Please send it',
])('an ordinary text is not flagged: %s', (text) => expect(asksToStop(text)).toBeNull())

test('of a long text the beginning and the end are looked at', () => {
  expect(asksToStop(`please stop. ${'and so on '.repeat(500)}`)).not.toBeNull()
  expect(asksToStop(`${'and so on '.repeat(500)}. please stop texting me`)).not.toBeNull()
  expect(asksToStop(`${'and so on '.repeat(250)}. please stop. ${'and so on '.repeat(250)}`)).toBeNull()
})

test.each(['dont want ', 'please stop', "don't ", 'un', ' ', 'a', 's.t.o.p.', 'remove me from the number '])(
  'a text made of “%s” alone is judged at once',
  (piece) => {
    const text = piece.repeat(100_000)
    const began = performance.now()
    for (let turn = 0; turn < 20; turn += 1) asksToStop(text)
    expect((performance.now() - began) / 20).toBeLessThan(5)
  },
)
