import { SelectField, TextArea, TextField } from '#components/form/field.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { destinationWord } from '#domain/rates/destination-words.ts'
import type { Rates } from '#domain/rates/read-cards.ts'
import { cardFor } from '#domain/rates/shown-cards.ts'
import { MOST_TYPED, type Question } from './read-question.ts'
import { Reckoning } from './reckoning.tsx'

type Props = { question: Question; rates: Rates; destinations: readonly string[] }

/** A form that asks by its address, and the answer beside it. */
export function Calculator({ question, rates, destinations }: Props) {
  const { text, typed, problem, kind, destination } = question
  const card = cardFor(rates, { direction: 'outbound', numberKind: kind, destination })
  return (
    <section id="calculator" aria-labelledby="calculator-title" className="scroll-mt-6">
      <div className="grid overflow-hidden rounded-md border border-line bg-surface panel:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <form action="/pricing#calculator" className="grid content-start gap-4 p-5 sm:p-6">
          <h2 id="calculator-title" className="text-16 font-semibold">
            What would your message cost?
          </h2>
          <TextArea
            name="message"
            label="Text"
            rows={5}
            maxLength={MOST_TYPED}
            defaultValue={text}
            hint="Paste it as you would send it. It stands in the address of this page afterwards, so leave out what is private."
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField name="kind" label="From" defaultValue={kind}>
              <option value="longcode">A long code</option>
              <option value="toll_free">A toll-free number</option>
            </SelectField>
            <SelectField name="to" label="To" defaultValue={destination}>
              {destinations.map((one) => (
                <option key={one} value={one}>
                  {destinationWord(one)}
                </option>
              ))}
            </SelectField>
          </div>
          <TextField
            name="messages"
            label="Messages a month"
            inputMode="numeric"
            autoComplete="off"
            className="num"
            maxLength={20}
            defaultValue={typed}
            errors={problem ? [problem] : undefined}
          />
          <button type="submit" className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
            Calculate
          </button>
        </form>
        <Reckoning question={question} card={card} />
      </div>
    </section>
  )
}
