'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { saveOrderDetails } from '../actions.ts'
import { AccountNumberField, AddressFields, type DetailsView, NameFields, PinField } from './detail-fields.tsx'

type Props = { id: string; is: DetailsView; isFirst: boolean }

export function DetailsForm({ id, is, isFirst }: Props) {
  const { state, send, pending, form } = useForm(saveOrderDetails)
  const fields = { state, is }
  return (
    <form ref={form} action={send} className="grid max-w-[36rem] gap-4">
      <input type="hidden" name="order" value={id} />
      <AccountNumberField {...fields} />
      <PinField {...fields} />
      <NameFields {...fields} />
      <AddressFields {...fields} />
      {isFirst ? null : (
        <p className="text-13 text-ink-3">
          A signature falls when name or address change: the letter is another one then.
        </p>
      )}
      <FormMessage state={state} />
      <button
        type="submit"
        disabled={pending}
        className={`${isFirst ? PRIMARY : QUIET} min-h-9 justify-self-start px-4`}
      >
        {isFirst ? 'Save and go on to the documents' : 'Save'}
      </button>
    </form>
  )
}
