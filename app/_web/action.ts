/** Every server action starts here: origin → session → permission → proof → work → state. Nothing unexpected leaves as it is. */
import 'server-only'
import { redirect, unstable_rethrow } from 'next/navigation'
import { type FormState, UNSENT } from '#components/form/form-state.ts'
import { OPEN_ACCOUNT } from '#components/form/open-account.tsx'
import type { PersonSession, Session } from '#domain/access/open-session.ts'
import { demand, type Permission } from '#domain/access/permissions.ts'
import { isSudo, proofOf, proveSelf } from '#domain/access/sudo.ts'
import { newId } from '#lib/ids.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { demandOwnOrigin } from './origin.ts'
import { readPerson, readSession } from './session.ts'

/** What a form's work may say at its end; most say nothing or redirect. */
type Outcome = Partial<FormState> | undefined
/** `sudo`: only within five minutes of a proof of who is there; the form asks for it where it is missing. */
type Options = { sudo?: boolean }

/** An action of somebody who need not be signed in. */
export function publicAction(name: string, work: (form: FormData) => Promise<Outcome>) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    // By hand anything can be sent in the place of a form.
    const values = form instanceof FormData ? typedValues(form) : {}
    try {
      await demandOwnOrigin()
      if (!(form instanceof FormData)) throw new Refusal('malformed', { places: { why: 'this is no form.' } })
      return { ...UNSENT, values, ok: true, ...(await work(form)) }
    } catch (fault) {
      unstable_rethrow(fault)
      return { ...UNSENT, values, ...explain(name, fault) }
    }
  }
}

/** An action without an answer, such as a switch: what is refused changes nothing. */
export function quietAction(work: (form: FormData) => Promise<void>) {
  return async (form: FormData): Promise<void> => {
    try {
      await demandOwnOrigin()
      if (form instanceof FormData) await work(form)
    } catch (fault) {
      unstable_rethrow(fault)
      if (!(fault instanceof Refusal)) throw fault
    }
  }
}

/** An action on what is the person's own, whether or not an account is open to them. */
export function personAction(
  name: string,
  work: (person: PersonSession, form: FormData) => Promise<Outcome>,
  { sudo = false }: Options = {},
) {
  return publicAction(name, async (form) => {
    const person = await readPerson()
    if (!person) redirect('/sign-in')
    return (sudo ? await askForProof(person, form) : null) ?? work(person, form)
  })
}

/** An action on the account that is open. `permission` null: any member may. */
export function accountAction(
  name: string,
  permission: Permission | null,
  work: (session: Session, form: FormData) => Promise<Outcome>,
  { sudo = false }: Options = {},
) {
  return publicAction(name, async (form) => {
    const session = await readSession()
    if (!session) redirect((await readPerson()) ? '/closed' : '/sign-in')
    demandSameAccount(session, text(form, OPEN_ACCOUNT))
    if (permission) demand(session.scope, permission)
    return (sudo ? await askForProof(session, form) : null) ?? work(session, form)
  })
}

/** A page that was opened before the account was switched elsewhere must not act on the other one. */
export function demandSameAccount({ account }: Session, meant: string): void {
  if (meant !== '' && meant !== account.id) throw new Refusal('other_account', { places: { name: account.name } })
}

/** Null when it may go on. Else the form comes back with what was typed, and one field more. */
async function askForProof(person: Omit<PersonSession, 'entry'>, form: FormData): Promise<Partial<FormState> | null> {
  if (isSudo(person)) return null
  const sudo = proofOf(person.person)
  const proof = text(form, 'sudo_proof')
  if (sudo === 'sign_in' || proof === '') return { ok: false, sudo }
  try {
    await proveSelf(person, proof)
    return null
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return { ok: false, sudo, ...explain('prove self', fault) }
  }
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

/** What opens something is not sent back, and neither are Next's own fields. A name twice: the last, as a browser would restore it. */
const NOT_SENT_BACK = /^\$|^pin$|password|proof|code|token|secret/
/** What is longer was no typing. */
const MOST_SENT_BACK = 20_000

function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string' && !NOT_SENT_BACK.test(name) && value.length <= MOST_SENT_BACK) values[name] = value
  }
  return values
}

export function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Every value of a name: check boxes, lists. */
export function texts(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string')
}
