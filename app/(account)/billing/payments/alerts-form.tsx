'use client'

import { TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveAlerts } from './actions.ts'

export function AlertsForm({ alerts, mayChange }: { alerts: string; mayChange: boolean }) {
  const { state, send, pending, form } = useForm(saveAlerts)
  const typed = state.values.alerts ?? alerts
  return (
    <form ref={form} action={send} className="grid gap-4">
      <TextField
        key={typed}
        name="alerts"
        label="Thresholds in US dollars"
        autoComplete="off"
        maxLength={200}
        className="num"
        readOnly={!mayChange}
        defaultValue={typed}
        errors={state.fieldErrors.alerts}
        hint="Up to ten, with spaces between. 0 tells when less than a cent is left; nothing at all turns the letters off."
      />
      <FormMessage state={state} />
      {mayChange ? (
        <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start`}>
          Save thresholds
        </button>
      ) : null}
    </form>
  )
}
