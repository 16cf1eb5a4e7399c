import { FORMAT_WORDS, NUMBER_WORDS } from '#components/export/export-words.ts'
import { SelectField } from '#components/form/field.tsx'
import { ZoneOptions } from '#components/form/zone-options.tsx'
import { EXPORT_FORMATS, NUMBER_FORMS } from '#domain/exports/export-columns.ts'
import { TIME_ZONES } from '#lib/time-zones.ts'

const NUMBER_NOTES = { digits: 'digits, as in the API', national: 'national', e164: 'E.164' } as const

export function ShapeFields({ zone }: { zone: string }) {
  const zones = TIME_ZONES.includes(zone) ? TIME_ZONES : [...TIME_ZONES, zone]
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <SelectField
        name="format"
        label="Format"
        defaultValue="csv"
        hint="CSV for spreadsheets, JSON Lines for programs."
      >
        {EXPORT_FORMATS.map((one) => (
          <option key={one} value={one}>
            {FORMAT_WORDS[one]}
          </option>
        ))}
      </SelectField>
      <SelectField name="zone" label="Time zone" defaultValue={zone} hint="Each time says its offset as well.">
        <ZoneOptions zones={zones} />
      </SelectField>
      <SelectField
        name="numbers"
        label="Numbers as"
        defaultValue="digits"
        hint="In CSV an apostrophe stands before a +, which spreadsheets take for a formula."
      >
        {NUMBER_FORMS.map((one) => (
          <option key={one} value={one}>
            {NUMBER_WORDS[one]} ({NUMBER_NOTES[one]})
          </option>
        ))}
      </SelectField>
    </div>
  )
}
