/** The portal as a program calls it: pages with a cookie, server actions by their id, as a browser's own requests go over the wire. */
import { UNSENT } from '#components/form/form-state.ts'
import type { Action } from '#tests/strangers/doors.ts'
import { stackFacts } from '#tests/support/stack-facts.ts'

/** Null: somebody who is not signed in. */
export type Cookie = string | null
export type Answer = { status: number; location: string | null; text: string; cookie: Cookie }

export async function get(cookie: Cookie, path: string): Promise<Answer> {
  const answer = await fetch(`${stackFacts().portalUrl}${path}`, {
    redirect: 'manual',
    headers: cookie ? { cookie } : {},
  })
  return read(answer)
}

export type Fields = Record<string, string | string[]>

export async function call(
  cookie: Cookie,
  action: Action,
  fields: Fields,
  { plain = false, headers = {} }: { plain?: boolean; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(`_1_${name}`, one)
  form.append('0', JSON.stringify(plain ? ['$K1'] : [UNSENT, '$K1']))
  const answer = await fetch(`${stackFacts().portalUrl}${action.path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: stackFacts().portalUrl, 'next-action': action.id, ...(cookie ? { cookie } : {}), ...headers },
    body: form,
  })
  return read(answer)
}

async function read(answer: Response): Promise<Answer> {
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return {
    status: answer.status,
    location: answer.headers.get('x-action-redirect') ?? answer.headers.get('location'),
    text: await answer.text(),
    cookie: cookies.length > 0 ? cookies.join('; ') : null,
  }
}

/** What the form would say now: without what was typed, which comes back as it was. */
export function outcome({ status, location, text }: Answer) {
  const state = /^1:(\{.*)$/m.exec(text)?.[1]
  const { message = null, fieldErrors = {}, ok = null, sudo = null } = state ? JSON.parse(state) : {}
  return { status, location: location?.split(';')[0] ?? null, ok, message, fieldErrors, sudo }
}
