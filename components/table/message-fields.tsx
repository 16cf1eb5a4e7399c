import type { ReactNode } from 'react'
import { ChoiceField, TypedField } from '#components/form/choice-field.tsx'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { STATUSES } from '#domain/messages/status.ts'
import { LEAST_TEXT, type MessageFilter, MOST_TAG, MOST_TEXT, statusesOf } from '#domain/reports/message-filter.ts'
import type { Choice, FilterChoices } from '#domain/reports/read-filter-choices.ts'
import { DIRECTION_WORDS, ENCODING_WORDS, FILTER_WORDS, KIND_WORDS } from './message-words.ts'

const NUMBER = {
  placeholder: '(206) 555-0142',
  pattern: '\\+?[0-9 ().\\-]{3,20}',
  title: 'A phone number or short code',
}
const AREA = { placeholder: '206', pattern: '[2-9]\\d\\d', maxLength: 3, title: 'Three digits, as in 206' }
const PARTS = { placeholder: '2, 2-4 or 2+', pattern: '\\d{1,3}(-\\d{1,3}|\\+)?', title: 'As in 2, 2-4 or 2+' }
const PRICE = {
  placeholder: '0.004, 0.004-0.01 or 0.01+',
  pattern: '\\d{1,6}(\\.\\d{1,9})?(-\\d{1,6}(\\.\\d{1,9})?|\\+)?',
  title: 'Dollars a message, as in 0.004, 0.004-0.01 or 0.01+',
}
const ERROR = { placeholder: '30003', pattern: '[\\w.:\\-]{1,64}', maxLength: 64, title: 'The code alone, as in 30003' }

type Props = { filter: MessageFilter; choices: FilterChoices; mayReadContent: boolean }

/** Everything a message can be looked for by, in the form behind Filter. */
export function MessageFields({ filter, choices, mayReadContent }: Props) {
  const shared = <N extends keyof MessageFilter>(name: N) => ({
    name,
    label: FILTER_WORDS[name],
    value: filter[name],
  })
  return (
    <>
      <StatusBoxes filter={filter} />
      <TypedField {...shared('from')} {...NUMBER} />
      <TypedField {...shared('to')} {...NUMBER} />
      <TypedField {...shared('number')} {...NUMBER} label="Number, on either side" />
      <TypedField {...shared('area')} {...AREA} label="Area code of To" />
      <ChoiceField {...shared('direction')} any="Both" options={Object.entries(DIRECTION_WORDS)} />
      <Content mayRead={mayReadContent}>
        <TypedField {...shared('text')} placeholder="Words of the text" minLength={LEAST_TEXT} maxLength={MOST_TEXT} />
      </Content>
      <TypedField {...shared('error')} {...ERROR} label="Error code" />
      <TypedField {...shared('tag')} maxLength={MOST_TAG} />
      <ChoiceField {...shared('key')} any="Every key" options={named(choices.keys)} />
      <ChoiceField {...shared('carrier')} any="Every carrier" options={named(choices.carriers)} />
      <TypedField {...shared('parts')} {...PARTS} />
      <TypedField {...shared('price')} {...PRICE} />
      <ChoiceField {...shared('encoding')} any="Either" options={Object.entries(ENCODING_WORDS)} />
      <ChoiceField {...shared('kind')} label="Live or test" any="Both" options={Object.entries(KIND_WORDS)} />
    </>
  )
}

function StatusBoxes({ filter }: { filter: MessageFilter }) {
  const chosen = statusesOf(filter)
  return (
    <fieldset className="sm:col-span-2">
      <legend className="mb-1 text-13 font-medium">{FILTER_WORDS.status}</legend>
      <div className="grid grid-cols-2 gap-x-3 text-13 sm:grid-cols-4">
        {STATUSES.map((status) => (
          <label key={status} className="flex min-h-7 cursor-pointer items-center gap-2">
            <input
              type="checkbox"
              name="status"
              value={status}
              defaultChecked={chosen.includes(status)}
              className="size-4 shrink-0 accent-signal"
            />
            <StatusMark status={status} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Content({ mayRead, children }: { mayRead: boolean; children: ReactNode }) {
  if (mayRead) return children
  return (
    <p className="self-end pb-2 text-13 text-ink-3">
      Your role does not show content, so it cannot be searched either.
    </p>
  )
}

function named(choices: readonly Choice[]): [string, string][] {
  return choices.map(({ id, name }) => [id, name])
}
