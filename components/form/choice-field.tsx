import { SelectField, TextField } from './field.tsx'

/** Fields of a filter's form: their ids are their own, since a page may show a field of the same name elsewhere. */

type ChoiceProps = {
  name: string
  label: string
  value: string
  /** Of what filters nothing. */
  any: string
  options: readonly (readonly [value: string, word: string])[]
}

export function ChoiceField({ name, label, value, any, options }: ChoiceProps) {
  return (
    <SelectField name={name} id={`filter-${name}`} label={label} defaultValue={value}>
      <option value="">{any}</option>
      {options.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </SelectField>
  )
}

type TypedProps = {
  name: string
  label: string
  value: string
  placeholder?: string
  maxLength?: number
  minLength?: number
  /** What can be meant, and how to write it: the browser says so before it sends. */
  pattern?: string
  title?: string
}

export function TypedField({ name, value, maxLength = 100, ...field }: TypedProps) {
  return (
    <TextField
      {...field}
      name={name}
      id={`filter-${name}`}
      defaultValue={value}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

export function MinuteField({ name, label, value, of }: Omit<TypedProps, 'pattern'> & { of: 'start' | 'end' }) {
  return (
    <TextField
      name={name}
      id={`filter-${name}`}
      type="datetime-local"
      label={label}
      defaultValue={atMinute(value, of === 'start' ? '00:00' : '23:59')}
    />
  )
}

/** A day alone is more than such a field can show; neither can it show a moment in UTC. */
function atMinute(text: string, minute: string): string {
  return text === '' || text.endsWith('Z') || text.includes('T') ? text.replace('Z', '') : `${text}T${minute}`
}
