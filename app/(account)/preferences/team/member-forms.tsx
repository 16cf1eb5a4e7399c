'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import type { Role } from '#domain/access/scope.ts'
import { remove, saveRole } from './actions.ts'
import { RoleChoice } from './role-choice.tsx'

type Props = { member: { id: string; name: string; role: Role }; roles: readonly Role[]; isYou: boolean }

export function MemberForms({ member, roles, isYou }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-1 pb-2">
      <RoleForm member={member} roles={roles} isYou={isYou} />
      <RemoveForm member={member} isYou={isYou} />
    </div>
  )
}

function RoleForm({ member, roles, isYou }: Props) {
  const { state, send, pending, form } = useForm(saveRole)
  const { values, fieldErrors } = state
  return (
    <form ref={form} action={send} className="grid gap-3">
      <input type="hidden" name="member" value={member.id} />
      <RoleChoice
        legend={isYou ? 'Your role' : `Role of ${member.name}`}
        roles={roles}
        value={values.role ?? member.role}
        errors={fieldErrors.role}
      />
      <FormMessage state={state} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <button type="submit" disabled={pending} className={PRIMARY}>
          Save role
        </button>
        <p className="text-13 text-ink-2">
          {isYou
            ? 'It holds at once, and you are signed out.'
            : 'It holds at once: what they have open on this account ends, and they sign in again.'}
        </p>
      </div>
    </form>
  )
}

function RemoveForm({ member, isYou }: Omit<Props, 'roles'>) {
  const { state, send, pending, form } = useForm(remove)
  const wasSent = state.message !== null || state.sudo !== null
  return (
    <details open={wasSent} className="border-t border-line pt-3">
      <summary className="w-fit text-13 text-failed underline decoration-failed/40 underline-offset-3">
        {isYou ? 'Take yourself off this account' : 'Remove from this account'}
      </summary>
      <form ref={form} action={send} className="mt-2.5 grid gap-3">
        <input type="hidden" name="member" value={member.id} />
        <p className="max-w-[64ch] text-13 text-ink-2">
          {isYou ? 'You are' : `${member.name} is`} out at once. API keys that {isYou ? 'you' : 'they'} made go on: they
          belong to the account. Coming back takes a new invitation.
        </p>
        <FormMessage state={state} />
        <button
          type="submit"
          disabled={pending}
          className={`${QUIET} justify-self-start text-left whitespace-normal! text-failed!`}
        >
          {isYou ? 'Leave the account' : `Remove ${member.name}`}
        </button>
      </form>
    </details>
  )
}
