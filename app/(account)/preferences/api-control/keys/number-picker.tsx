import type { PickableNumber } from './settings-fields.tsx'

type Props = {
  numbers: PickableNumber[]
  chosen: readonly string[]
  limited: boolean
  errors: string[] | undefined
}

/** All, or some: the list opens with the choice, by the style sheet alone. */
export function NumberPicker({ numbers, chosen, limited, errors }: Props) {
  const left = chosen.filter((one) => !numbers.some(({ e164 }) => e164 === one))
  const shown = [...numbers, ...left.map((e164) => ({ e164, label: `${e164}, no longer on this account` }))]
  return (
    <fieldset className="group grid gap-1.5" aria-describedby={errors ? 'numbers-error' : undefined}>
      <legend className="mb-1.5 text-13 font-medium">Numbers</legend>
      <div className="grid rounded-md border border-line bg-surface">
        <Reach value="all" checked={!limited} word="Every number of the account, also those to come" />
        <Reach value="chosen" checked={limited} word="Only these" wrong={errors !== undefined} />
        <div className="hidden max-h-64 overflow-y-auto border-t border-line group-has-[[value=chosen]:checked]:grid">
          {shown.length === 0 ? <p className="px-3 py-2 text-13 text-ink-3">This account has no numbers yet.</p> : null}
          {shown.map(({ e164, label }) => (
            <label key={e164} className="flex min-h-8 cursor-pointer items-center gap-2.5 py-1 pr-3 pl-9 text-13">
              <input
                type="checkbox"
                name={`number.${e164}`}
                defaultChecked={chosen.includes(e164)}
                className="size-3.5 accent-signal"
              />
              <span className="num">{label}</span>
            </label>
          ))}
        </div>
      </div>
      {errors ? (
        <p id="numbers-error" className="text-13 text-failed">
          {errors.join(' ')}
        </p>
      ) : null}
    </fieldset>
  )
}

function Reach({ value, checked, word, wrong }: { value: string; checked: boolean; word: string; wrong?: boolean }) {
  return (
    <label className="flex min-h-9 items-center gap-2.5 px-3 py-2 text-13 not-first:border-t not-first:border-line">
      <input
        key={`${checked}`}
        type="radio"
        name="reach"
        value={value}
        defaultChecked={checked}
        aria-invalid={wrong || undefined}
        className="size-3.5 accent-signal"
      />
      {word}
    </label>
  )
}
