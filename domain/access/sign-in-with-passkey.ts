import { query, transaction } from '#lib/db.ts'
import { checkPasskey } from './check-passkey.ts'
import type { Origin } from './scope.ts'
import type { SignInResult } from './sign-in.ts'
import { startSession } from './start-session.ts'

/** The device and the finger, face or PIN that opens it: two factors in one, without an e-mail. */
export async function signInWithPasskey(input: {
  response: string
  origin: Origin
}): Promise<Exclude<SignInResult, { kind: 'second_step' }>> {
  const personId = await checkPasskey('sign_in', input.response)
  if (!personId) return { kind: 'refused' }
  const [person] = await query<{ email: string }>('select email from people where id = $1', [personId])
  const session = await transaction((tx) =>
    startSession(tx, { personId, method: 'passkey', secondFactor: true, origin: input.origin }),
  )
  return session && person ? { kind: 'session', email: person.email, ...session } : { kind: 'refused' }
}
