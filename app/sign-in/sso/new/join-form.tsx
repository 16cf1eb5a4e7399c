'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { roleWord } from '#components/layout/roles.ts'
import { PRIMARY } from '#components/ui/button.ts'
import type { WaitingInvitation } from '#domain/access/list-invitations-of-email.ts'
import { joinBySso } from './actions.ts'

export function JoinForm({ invitations }: { invitations: WaitingInvitation[] }) {
  const { state, send, pending, form } = useForm(joinBySso)
  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {invitations.map(({ invitationId, accountName, role }) => (
        <button
          key={invitationId}
          type="submit"
          name="invitation"
          value={invitationId}
          disabled={pending}
          className={`${PRIMARY} min-h-9 min-w-0`}
        >
          <span className="truncate">
            Join {accountName} as {roleWord(role).toLowerCase()}
          </span>
        </button>
      ))}
      <FormMessage state={state} />
    </form>
  )
}
