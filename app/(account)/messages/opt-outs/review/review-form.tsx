'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { Section } from '#components/ui/section.tsx'
import { decide } from './actions.ts'
import { ReviewRow } from './review-row.tsx'
import type { ShownReview } from './to-shown.ts'
import { useDecideKeys } from './use-decide-keys.ts'

type Props = { open: ShownReview[]; decided: ShownReview[]; mayDecide: boolean }

export function ReviewForm({ open, decided, mayDecide }: Props) {
  const { state, send, pending, form } = useForm(decide)
  useDecideKeys(form, open.map(({ messageId }) => messageId).join(' '))
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <FormMessage state={state} />
      {open.length > 0 && mayDecide ? (
        <p className="needs-script flex flex-wrap items-center gap-1.5 text-12 text-ink-3 max-sm:hidden">
          <Kbd>j</Kbd> <Kbd>k</Kbd> walk the rows, <Kbd>a</Kbd> accepts, <Kbd>d</Kbd> dismisses
        </p>
      ) : null}
      {open.length > 0 ? (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-label="Open">
          {open.map((review) => (
            <ReviewRow key={review.messageId} review={review} mayDecide={mayDecide} pending={pending} />
          ))}
        </ul>
      ) : null}
      {decided.length > 0 ? (
        <Section title="Decided">
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
            {decided.map((review) => (
              <ReviewRow key={review.messageId} review={review} mayDecide={mayDecide} pending={pending} />
            ))}
          </ul>
        </Section>
      ) : null}
    </form>
  )
}
