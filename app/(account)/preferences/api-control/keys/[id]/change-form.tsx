'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { QUIET } from '#components/ui/button.ts'
import { saveKey } from '../actions.ts'
import { SettingsFields, type SettingsOptions, type SettingsView } from '../settings-fields.tsx'
import { NarrowingNotice } from './narrowing-notice.tsx'

export function ChangeForm({ id, is, options }: { id: string; is: SettingsView; options: SettingsOptions }) {
  const { state, send, pending, form } = useForm(saveKey)
  const { narrowing } = state
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-5">
      <input type="hidden" name="id" value={id} />
      <SettingsFields state={state} is={is} options={options} />
      {narrowing ? (
        <>
          <input type="hidden" name="seen" value={narrowing.seen} />
          <NarrowingNotice narrowing={narrowing} />
        </>
      ) : null}
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${QUIET} min-h-9 justify-self-start px-4`}>
        {narrowing ? 'Save it all the same' : 'Save'}
      </button>
    </form>
  )
}
