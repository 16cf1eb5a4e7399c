/** Every server action starts here: origin → session → permission → work → state. Nothing unexpected leaves as it is. */
import 'server-only'
import { redirect, unstable_rethrow } from 'next/navigation'
import { type FormState, UNSENT } from '#components/form/form-state.ts'
import type { Session } from '#domain/access/open-session.ts'
import { demand, type Permission } from '#domain/access/permissions.ts'
import { newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { demandOwnOrigin } from './origin.ts'
import { readSession } from './session.ts'

/** What a form's work may say at its end; most say nothing or redirect. */
type Outcome = Partial<FormState> | undefined

/** An action of somebody who need not be signed in. */
export function publicAction(name: string, work: (form: FormData) => Promise<Outcome>) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const values = typedValues(form)
    try {
      await demandOwnOrigin()
      return { ...UNSENT, values, ok: true, ...(await work(form)) }
    } catch (fault) {
      unstable_rethrow(fault)
      return { ...UNSENT, values, ...explain(name, fault) }
    }
  }
}

/** An action on the account that is open. `permission` null: any member may. */
export function accountAction(
  name: string,
  permission: Permission | null,
  work: (session: Session, form: FormData) => Promise<Outcome>,
) {
  return publicAction(name, async (form) => {
    const session = await readSession()
    if (!session) redirect('/sign-in')
    if (permission) demand(session.scope, permission)
    return work(session, form)
  })
}

function explain(name: string, fault: unknown): Partial<FormState> {
  if (fault instanceof Refusal) {
    const fieldErrors = fault.fields ?? {}
    return { fieldErrors, message: fault.message }
  }
  const errorId = newId()
  const { message, stack } = fault instanceof Error ? fault : { message: String(fault), stack: undefined }
  log.error({ errorId, action: name, fault: { message, stack } }, 'action failed')
  return {
    message: `Longcode could not do this because of a fault on its side. Nothing was changed. If it happens again, give support the id ${errorId}.`,
  }
}

/** Passwords are not sent back, and neither are Next's own fields. */
function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string' && !name.startsWith('$') && name !== 'password') values[name] = value
  }
  return values
}

export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
