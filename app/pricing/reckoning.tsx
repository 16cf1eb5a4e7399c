import type { ReactNode } from 'react'
import { rateWord, tierWord } from '#components/rate/rate-words.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { MAX_PARTS, segment } from '#domain/messages/segments.ts'
import { priceMonth, tierAt } from '#domain/rates/rate-card.ts'
import type { ShownCard } from '#domain/rates/shown-cards.ts'
import { HowItTravels } from './how-it-travels.tsx'
import type { Question } from './read-question.ts'

const NAMED = 16

/** The answer: how the text travels, what one costs, what a month costs tier by tier. By the code that sends and the cards that charge. */
export function Reckoning({ question: { text, messages }, card }: { question: Question; card: ShownCard | null }) {
  const { parts, encoding, characters, forcedBy } = segment(text)
  if (text.trim() === '') return <Beside>A text is needed: nothing is sent without one.</Beside>
  if (parts.length > MAX_PARTS)
    return (
      <Beside>
        This text has {parts.length} parts. A message has at most {MAX_PARTS}: it would be refused, and cost nothing.
      </Beside>
    )
  if (!card) return <Beside>There is no price for this yet.</Beside>
  const { tiers, surchargeNanos } = card
  const count = BigInt(parts.length)
  const shares = priceMonth(tiers, { messages, parts: count, surchargeNanos })
  const total = shares.reduce((sum, { nanos }) => sum + nanos, 0n)
  const each = (tierAt(tiers, 0n)?.partNanos ?? 0n) + surchargeNanos
  return (
    <output
      htmlFor="message messages"
      className="grid content-start gap-5 border-line bg-sunk/50 p-5 max-panel:border-t sm:p-6 panel:border-l"
    >
      <div>
        <p className="text-13 text-ink-2">
          {messages.toLocaleString('en-US')} {messages === 1n ? 'message' : 'messages'} a month
        </p>
        <p className="font-mono text-28 font-medium tracking-[-0.03em] tabular-nums">{formatNanos(total, 2)}</p>
      </div>
      <dl className="grid gap-2 text-13">
        <Row name="One message">
          <span className="num">{rateWord(each * count)}</span>
          {tiers.length > 1 ? ' at first' : ''}
        </Row>
        <Row name="Parts">
          <span className="num">{parts.length}</span>, each <span className="num">{rateWord(each)}</span>
          {surchargeNanos > 0n ? (
            <span className="text-ink-3"> with {rateWord(surchargeNanos)} carrier surcharge</span>
          ) : null}
        </Row>
        <Row name="Encoding">
          {encoding === 'gsm7' ? 'GSM-7, 160 characters in a part' : 'UCS-2, 70 characters in a part'}
          {parts.length > 1 ? `, ${encoding === 'gsm7' ? 153 : 67} where there are several` : ''}
        </Row>
        <Row name="Characters">
          <span className="num">{characters}</span>
        </Row>
      </dl>
      <HowItTravels parts={parts} />
      {forcedBy.length > 0 ? <Forced by={forcedBy} parts={parts.length} /> : null}
      {shares.length > 1 ? (
        <table className="parts">
          <caption className="pb-1 text-left text-13 font-medium">Through the tiers of a month</caption>
          <tbody>
            {shares.map(({ tier, messages: some, nanos }) => (
              <tr key={String(tier.fromParts)}>
                <th scope="row" className="font-normal">
                  {tierWord(tier)} <span className="text-ink-3">at {rateWord(tier.partNanos + surchargeNanos)}</span>
                </th>
                <td className="num text-right!">{some.toLocaleString('en-US')} messages</td>
                <td className="num text-right!">{formatNanos(nanos, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </output>
  )
}

function Beside({ children }: { children: ReactNode }) {
  return <p className="border-line bg-sunk/50 p-5 text-ink-2 max-panel:border-t sm:p-6 panel:border-l">{children}</p>
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3">
      <dt className="text-ink-3">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Forced({ by, parts }: { by: string[]; parts: number }) {
  return (
    <div className="grid gap-1.5 rounded-md border border-held/40 bg-held-wash px-3 py-2.5 text-13">
      <p>
        {by.length === 1 ? 'This character makes' : 'These characters make'} the whole text UCS-2, where a part holds 70
        characters and not 160{parts > 1 ? '. In plain letters it may need fewer parts' : ''}:
      </p>
      <p className="flex flex-wrap gap-1">
        {by.slice(0, NAMED).map((character) => (
          <span key={character} className="num min-w-6 rounded-sm border border-line bg-surface px-1 text-center">
            {character}
          </span>
        ))}
        {by.length > NAMED ? <span>and {by.length - NAMED} more</span> : null}
      </p>
    </div>
  )
}
