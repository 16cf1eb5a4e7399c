'use client'

import { TextArea, TextField } from '#components/form/field.tsx'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { openOrders } from '../actions.ts'
import { CheckResult } from './check-result.tsx'
import { SplitList } from './split-list.tsx'

/** Pasted, checked, told apart, opened: one form, so that nothing is typed twice. */
export function NewPortForm() {
  const { state, send, pending, form } = useForm(openOrders)
  const { portability, values, fieldErrors } = state
  const orders = portability?.split?.length ?? 0
  const isChecked = portability?.checked.some(({ isPortable }) => isPortable) ?? false
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <TextArea
        name="numbers"
        label="Numbers"
        required
        rows={6}
        maxLength={20_000}
        spellCheck={false}
        autoComplete="off"
        placeholder={'(206) 555-0142\n+1 833 555 0143'}
        defaultValue={values.numbers ?? ''}
        errors={fieldErrors.numbers}
        hint="At most 100, in any spelling: one a line, or parted by commas."
      />
      {portability ? <CheckResult checked={portability.checked} values={values} /> : null}
      {isChecked ? (
        <TextField
          name="losing_carrier"
          label="Losing carrier"
          maxLength={100}
          autoComplete="off"
          defaultValue={values.losing_carrier ?? ''}
          errors={fieldErrors.losing_carrier}
          hint="Who sends the invoice for these numbers now. A number with another carrier gets its own above."
        />
      ) : null}
      {portability?.split ? (
        <>
          <input type="hidden" name="seen" value={portability.seen} />
          <SplitList split={portability.split} />
        </>
      ) : null}
      <FormMessage state={state} />
      <button type="submit" disabled={pending} className={`${PRIMARY} min-h-9 justify-self-start px-4`}>
        {orders > 0
          ? `Open ${orders === 1 ? 'the order' : `the ${orders} orders`}`
          : isChecked
            ? 'Continue'
            : 'Check these numbers'}
      </button>
    </form>
  )
}
