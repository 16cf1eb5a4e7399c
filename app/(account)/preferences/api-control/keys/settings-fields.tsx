import { TextArea, TextField } from '#components/form/field.tsx'
import type { FormState } from '#components/form/form-state.ts'
import { ALL_KEY_SCOPES, KEY_SCOPES, type KeyScope } from '#domain/access/key-scopes.ts'
import { NumberPicker } from './number-picker.tsx'

export type PickableNumber = { e164: string; label: string }
export type SettingsView = {
  name: string
  description: string
  scopes: readonly KeyScope[]
  numbers: readonly string[] | null
  addresses: readonly string[]
  /** `2027-03-31`, and the moment it stands for. */
  expires: string
  expiresWas: string
}

export type SettingsOptions = {
  numbers: PickableNumber[]
  /** What the person may not do, and so not hand out. */
  lacked: readonly KeyScope[]
  role: string
  zone: string
}

type Props = { state: FormState; is: SettingsView; options: SettingsOptions }

/** What a key is made of, for making and for changing one. What was typed wins over what is. */
export function SettingsFields({ state: { values, fieldErrors }, is, options }: Props) {
  const sent = Object.keys(values).length > 0
  const { lacked, numbers, role, zone } = options
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="What uses it, and where. The key is confirmed by this name when it is revoked."
        defaultValue={values.name ?? is.name}
        errors={fieldErrors.name}
        required
        maxLength={100}
        autoComplete="off"
        placeholder="Reminders, production"
      />
      <TextField
        name="description"
        label="Description (optional)"
        defaultValue={values.description ?? is.description}
        errors={fieldErrors.description}
        maxLength={500}
        autoComplete="off"
      />
      <fieldset className="grid gap-1.5" aria-describedby={fieldErrors.scopes ? 'scopes-error' : undefined}>
        <legend className="mb-1.5 text-13 font-medium">May</legend>
        <div className="grid rounded-md border border-line bg-surface">
          {ALL_KEY_SCOPES.map((scope) => (
            <ScopeBox
              key={`${scope} ${sent}`}
              scope={scope}
              checked={sent ? `scope.${scope}` in values : is.scopes.includes(scope)}
              lackedBy={lacked.includes(scope) ? role : null}
              wrong={fieldErrors.scopes !== undefined}
            />
          ))}
        </div>
        <Wrong id="scopes-error" errors={fieldErrors.scopes} />
      </fieldset>
      <NumberPicker
        numbers={numbers}
        chosen={sent ? typedNumbers(values) : (is.numbers ?? [])}
        limited={sent ? values.reach === 'chosen' : is.numbers !== null}
        errors={fieldErrors.numbers}
      />
      <TextArea
        name="addresses"
        label="Only from these addresses (optional)"
        hint="One a line: IPv4 or IPv6, single or as a range. Empty: from anywhere."
        defaultValue={values.addresses ?? is.addresses.map(short).join('\n')}
        errors={fieldErrors.addresses}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        placeholder={'203.0.113.7\n2001:db8:7::/48'}
      />
      <input type="hidden" name="expires_was" value={is.expiresWas} />
      <TextField
        name="expires"
        label="Expires (optional)"
        hint={`At the end of this day, ${zone}. An expired key stays listed and can be given a later day.`}
        type="date"
        defaultValue={values.expires ?? is.expires}
        errors={fieldErrors.expires}
        max="2099-12-31"
        className="num max-w-[11rem]"
      />
    </>
  )
}

function ScopeBox(props: { scope: KeyScope; checked: boolean; lackedBy: string | null; wrong: boolean }) {
  const { scope, checked, lackedBy, wrong } = props
  const name = `scope.${scope}`
  return (
    <label
      className={`flex min-h-9 items-baseline gap-2.5 px-3 py-2 text-13 not-first:border-t not-first:border-line ${lackedBy ? 'text-ink-3' : 'cursor-pointer'}`}
    >
      <input
        type="checkbox"
        name={name}
        defaultChecked={checked}
        disabled={lackedBy !== null}
        aria-invalid={wrong || undefined}
        className="size-3.5 translate-y-0.5 accent-signal"
      />
      {/* A disabled box is not sent: what the key has already is not taken away unasked. */}
      {lackedBy !== null && checked ? <input type="hidden" name={name} value="on" /> : null}
      <span className="min-w-0">
        {KEY_SCOPES[scope].word} <span className="num text-ink-3 max-sm:block">{scope}</span>
        {lackedBy ? (
          <span className="block text-12">
            Your role, {lackedBy}, may not do this itself, so it cannot hand it out.
          </span>
        ) : null}
      </span>
    </label>
  )
}

export function Wrong({ id, errors }: { id: string; errors: string[] | undefined }) {
  if (!errors) return null
  return (
    <p id={id} className="text-13 text-failed">
      {errors.join(' ')}
    </p>
  )
}

function typedNumbers(values: Record<string, string>): string[] {
  return Object.keys(values).flatMap((name) => (name.startsWith('number.') ? [name.slice(7)] : []))
}

/** A single address as people write one. */
function short(range: string): string {
  return range.replace(/^([^:]+)\/32$/, '$1').replace(/\/128$/, '')
}
