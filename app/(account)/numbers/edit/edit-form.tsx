'use client'

import { SelectField, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import type { FormState } from '#components/form/form-state.ts'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { prepareChange } from '../actions.ts'

/** `hidden`: which numbers, as the form sends it back. */
export function EditForm({ hidden }: { hidden: [name: string, value: string][] }) {
  const { state, send, pending, form } = useForm(prepareChange)
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-5">
      {hidden.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <TagField state={state} name="add_tags" label="Tags to add" hint="Several are separated by commas." />
      <TagField state={state} name="remove_tags" label="Tags to take away" />
      <UrlFields
        state={state}
        kind="sms_callback"
        label="SMS request URL"
        hint="Without a URL of its own a number uses the account’s; without either, inbound is free and kept in the portal."
      />
      <UrlFields state={state} kind="sms_dlr_callback" label="Delivery receipts URL" />
      <FormMessage state={state} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 px-4`}>
          Look at the change
        </button>
        <span className="text-13 text-ink-3">Nothing is changed yet.</span>
      </div>
    </form>
  )
}

function TagField({ state, name, label, hint }: { state: FormState; name: string; label: string; hint?: string }) {
  return (
    <TextField
      name={name}
      label={label}
      hint={hint}
      defaultValue={state.values[name] ?? ''}
      errors={state.fieldErrors[name]}
      maxLength={700}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

function UrlFields({ state, kind, label, hint }: { state: FormState; kind: string; label: string; hint?: string }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-13 font-medium">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-[13rem_minmax(0,1fr)]">
        <SelectField name={`${kind}_do`} label="What to do" defaultValue={state.values[`${kind}_do`] ?? 'keep'}>
          <option value="keep">Leave as it is</option>
          <option value="set">Set for each number</option>
          <option value="clear">Take away from each number</option>
        </SelectField>
        <TextField
          name={kind}
          label="URL, where it is set"
          type="url"
          inputMode="url"
          defaultValue={state.values[kind] ?? ''}
          errors={state.fieldErrors[kind]}
          placeholder="https://hooks.example.com/sms"
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          className="num"
        />
      </div>
      {hint ? <p className="text-13 text-ink-3">{hint}</p> : null}
    </fieldset>
  )
}
