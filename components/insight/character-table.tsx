import { formatTotal } from '#components/money.ts'
import { EMOJI, OTHER, suggestionFor } from '#domain/insights/encoding-waste.ts'
import type { Blamed } from '#domain/insights/read-insights.ts'

const count = new Intl.NumberFormat('en-US')

/** What keeps texts out of GSM-7, the dearest first, and what to write instead. */
export function CharacterTable({ characters }: { characters: Blamed[] }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Characters that force UCS-2, and what to write instead</caption>
        <thead>
          <tr>
            <th scope="col">Character</th>
            <th scope="col">Write instead</th>
            <th scope="col" className="right">
              Messages
            </th>
            <th scope="col" className="right">
              Parts lost
            </th>
            <th scope="col" className="right">
              Money lost
            </th>
          </tr>
        </thead>
        <tbody>
          {characters.map(({ character, messages, lostParts, lostNanos }) => (
            <tr key={character}>
              <td className="card-wide">
                <Character name={character} />
              </td>
              <td data-label="Write instead">
                <Suggestion name={character} />
              </td>
              <td className="num right" data-label="Messages">
                {count.format(messages)}
              </td>
              <td className="num right" data-label="Parts lost">
                {count.format(lostParts)}
              </td>
              <td className="num right" data-label="Money lost">
                {formatTotal(lostNanos)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Character({ name }: { name: string }) {
  if (name === EMOJI) return <span className="font-medium">Emoji</span>
  if (name === OTHER) return <span className="font-medium">Other scripts</span>
  return (
    <span className="inline-flex items-baseline gap-2">
      <kbd className="num rounded-sm border border-line bg-sunk px-1.5 font-medium">
        {/\s/u.test(name) || !visible(name) ? '␣' : name}
      </kbd>
      <span className="num text-ink-3">U+{(name.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}</span>
    </span>
  )
}

function Suggestion({ name }: { name: string }) {
  const instead = suggestionFor(name)
  if (instead === null) return <span className="text-ink-3">nothing: the words need it</span>
  if (instead === '') return <span className="text-ink-3">leave it out</span>
  if (instead === ' ') return <span className="text-ink-3">a plain space</span>
  return <kbd className="num rounded-sm border border-line bg-sunk px-1.5 font-medium">{instead}</kbd>
}

function visible(name: string): boolean {
  return !/^\p{Cf}$/u.test(name)
}
