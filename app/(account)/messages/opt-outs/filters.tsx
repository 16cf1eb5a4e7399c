import Link from 'next/link'
import { SelectField, TextField } from '#components/form/field.tsx'
import { QUIET } from '#components/ui/button.ts'
import { OPT_OUT_SOURCES, SOURCE_WORDS } from '#domain/optouts/opt-out.ts'
import { isNarrowed, OPT_OUTS_PATH, type OptOutView } from './read-view.ts'

type Props = { view: OptOutView; numbers: { e164: string; label: string }[] }

/** A plain GET. */
export function Filters({ view, numbers }: Props) {
  return (
    <search>
      <form
        method="get"
        action={OPT_OUTS_PATH}
        className="grid grid-cols-2 items-end gap-3 panel:grid-cols-[1fr_1.2fr_1fr_1fr_auto]"
      >
        <TextField
          key={`consumer-${view.consumer}`}
          name="consumer"
          id="filter-consumer"
          label="Consumer"
          type="search"
          defaultValue={view.consumer}
          maxLength={40}
          placeholder="(206) 555-0107"
          className="num"
        />
        <SelectField
          key={`number-${view.number}`}
          name="number"
          id="filter-number"
          label="Your number"
          defaultValue={view.number}
        >
          <option value="">Every number</option>
          {numbers.map(({ e164, label }) => (
            <option key={e164} value={e164}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          key={`source-${view.source}`}
          name="source"
          id="filter-source"
          label="How"
          defaultValue={view.source}
        >
          <option value="">In every way</option>
          {OPT_OUT_SOURCES.map((one) => (
            <option key={one} value={one}>
              {SOURCE_WORDS[one]}
            </option>
          ))}
        </SelectField>
        <SelectField key={`state-${view.state}`} name="state" id="filter-state" label="State" defaultValue={view.state}>
          <option value="">In force and lifted</option>
          <option value="in_force">In force</option>
          <option value="lifted">Lifted</option>
        </SelectField>
        <div className="flex items-center gap-3">
          <button type="submit" className={`${QUIET} min-h-9`}>
            Filter
          </button>
          {isNarrowed(view) ? (
            <Link href={OPT_OUTS_PATH} className="link text-13">
              Clear
            </Link>
          ) : null}
        </div>
      </form>
    </search>
  )
}
