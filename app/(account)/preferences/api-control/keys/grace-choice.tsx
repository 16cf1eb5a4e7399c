import { TextField } from '#components/form/field.tsx'
import type { FormState } from '#components/form/form-state.ts'

const CHOICES = [
  { value: '1h', word: 'In 1 hour', hint: 'One client, switched by hand' },
  { value: '24h', word: 'In 24 hours', hint: 'The usual: a day to switch' },
  { value: '7d', word: 'In 7 days', hint: 'Several teams, a release between' },
  { value: 'date', word: 'On a day', hint: 'At its end, within 90 days' },
  { value: 'now', word: 'Now', hint: 'It has leaked. Clients fail until switched' },
] as const

type Props = { state: FormState; zone: string; last: string }

/** When the old secret dies, as cards; the day shows itself with its card, by the style sheet alone. */
export function GraceChoice({ state: { values, fieldErrors }, zone, last }: Props) {
  const chosen = values.dies ?? '24h'
  return (
    <fieldset className="group grid gap-3">
      <legend className="mb-1.5 text-13 font-medium">The old secret dies</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 panel:grid-cols-5">
        {CHOICES.map(({ value, word, hint }) => (
          <label
            key={value}
            className={`grid content-start gap-0.5 rounded-md border border-line-strong/60 bg-surface px-3 py-2.5 transition-colors duration-150 has-checked:border-signal has-checked:bg-signal-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-signal ${value === 'now' ? 'max-sm:col-span-2' : ''}`}
          >
            <span className="flex items-center gap-2 text-13 font-medium">
              <input
                type="radio"
                name="dies"
                value={value}
                defaultChecked={value === chosen}
                className="size-3.5 accent-signal outline-none"
              />
              {word}
            </span>
            <span className="text-12 text-ink-2">{hint}</span>
          </label>
        ))}
      </div>
      <div className="hidden group-has-[[value=date]:checked]:block">
        <TextField
          name="until"
          label="Last day"
          hint={`Until the end of it, ${zone}`}
          type="date"
          defaultValue={values.until ?? ''}
          max={last}
          errors={fieldErrors.until}
          className="num max-w-[11rem]"
        />
      </div>
    </fieldset>
  )
}
