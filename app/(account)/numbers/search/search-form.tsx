import { SelectField, TextField } from '#components/form/field.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { LARGEST_BLOCK } from '#domain/inventory/search-blocks.ts'
import { STATES } from '#domain/inventory/states.ts'
import { COUNTRIES } from '#domain/numbers/area-codes.ts'
import type { FieldErrors } from '#lib/refusals.ts'
import { NAMES, type Name, SEARCH_PATH, type Typed } from './read-search.ts'
import { countryName, FIELD_WORDS } from './search-words.ts'

type Props = { typed: Typed; errors: FieldErrors }

const MORE: readonly Name[] = ['kind', 'country', 'rate_center', 'exchange', 'block', 'most', 'starts', 'inside']
const TEXT = { maxLength: 80, autoComplete: 'off', spellCheck: false } as const

/** A plain GET: it works without JavaScript, and the address says what is searched. */
export function SearchForm({ typed, errors }: Props) {
  const text = (name: Name, more: object = {}) => (
    <TextField
      name={name}
      label={FIELD_WORDS[name]}
      defaultValue={typed[name]}
      errors={errors[name]}
      {...TEXT}
      {...more}
    />
  )
  return (
    <form
      method="get"
      action={SEARCH_PATH}
      // The fields say what was searched, whichever link led here.
      key={NAMES.map((name) => typed[name]).join('|')}
      className="grid gap-4 rounded-lg border border-line bg-surface p-4"
    >
      <div className="grid grid-cols-2 items-start gap-4 min-[56rem]:grid-cols-5">
        {text('city', { placeholder: 'Seattle' })}
        <SelectField name="state" label={FIELD_WORDS.state} defaultValue={typed.state.toLowerCase()}>
          <option value="">Any</option>
          {(['US', 'CA'] as const).map((country) => (
            <optgroup key={country} label={countryName(country)}>
              {STATES.filter((state) => state.country === country).map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        {text('area', { placeholder: '206', inputMode: 'numeric', className: 'num' })}
        {text('ends', { placeholder: '77', className: 'num' })}
        {text('letters', { placeholder: '1-206-PIZZA', className: 'num' })}
      </div>
      <details open={MORE.some((name) => typed[name] !== '')}>
        <summary className="link w-fit text-13">More: type, country, exchange, blocks, price</summary>
        <div className="mt-4 grid grid-cols-2 items-start gap-4 min-[56rem]:grid-cols-4">
          <SelectField name="kind" label={FIELD_WORDS.kind} defaultValue={typed.kind}>
            <option value="">Any</option>
            <option value="longcode">Long code</option>
            <option value="toll_free">Toll-free</option>
          </SelectField>
          <SelectField name="country" label={FIELD_WORDS.country} defaultValue={typed.country}>
            <option value="">Any</option>
            {COUNTRIES.map((code) => (
              <option key={code} value={code}>
                {countryName(code)}
              </option>
            ))}
          </SelectField>
          {text('rate_center', { placeholder: 'bellevue' })}
          {text('exchange', { placeholder: '555', inputMode: 'numeric', className: 'num' })}
          {text('starts', { placeholder: '206 55', className: 'num' })}
          {text('inside', { placeholder: '1234', className: 'num' })}
          {text('block', {
            placeholder: '10',
            inputMode: 'numeric',
            hint: `2 to ${LARGEST_BLOCK} that follow one another`,
            className: 'num',
          })}
          {text('most', { placeholder: '$2.50', inputMode: 'decimal', className: 'num' })}
        </div>
      </details>
      <div className="flex flex-wrap items-end gap-4">
        <button type="submit" className={PRIMARY}>
          Search
        </button>
        {typed.order ? <input type="hidden" name="order" value={typed.order} /> : null}
      </div>
    </form>
  )
}
