import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import { query } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { now } from '#lib/time.ts'
import { userHandle } from './begin-passkey.ts'
import { USED } from './passkey-answer.ts'
import { type PasskeyUse, takeChallenge } from './passkey-challenge.ts'
import { RELYING_PARTY } from './relying-party.ts'

type PasskeyRow = { person_id: string; public_key: Buffer; counter: bigint; transports: string[] }

/** Whose passkey this is, or null when the answer (as JSON) is not right for this use. `personId`: who it has to be. */
export async function checkPasskey(
  use: Exclude<PasskeyUse, 'add'>,
  json: string,
  personId: string | null = null,
): Promise<string | null> {
  const response = parse(json)
  if (!response) return null
  const [passkey] = await query<PasskeyRow>(
    'select person_id, public_key, counter, transports from passkeys where id = $1',
    [response.id],
  )
  if (!passkey || (personId !== null && passkey.person_id !== personId)) return null
  const handle = response.response.userHandle
  if (handle && handle !== Buffer.from(userHandle(passkey.person_id)).toString('base64url')) return null
  const counter = await verify(use, response, passkey, personId)
  return counter !== null && (await moveCounter(response.id, counter)) ? passkey.person_id : null
}

function parse(json: string): AuthenticationResponseJSON | null {
  try {
    return USED.parse(JSON.parse(json))
  } catch {
    return null
  }
}

async function verify(
  use: PasskeyUse,
  response: AuthenticationResponseJSON,
  passkey: PasskeyRow,
  personId: string | null,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => takeChallenge(use, personId, challenge),
      expectedOrigin: RELYING_PARTY.origin,
      expectedRPID: RELYING_PARTY.id,
      requireUserVerification: true,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: Number(passkey.counter),
      },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch (fault) {
    log.warn({ fault: fault instanceof Error ? fault.message : 'unknown' }, 'passkey refused')
    return null
  }
}

/**
 * A counter that does not grow means two copies of one authenticator: refused. The condition decides between two at once. Most
 * passkeys of today live on several devices and always say 0.
 */
async function moveCounter(id: string, counter: number): Promise<boolean> {
  const moved = await query(
    `update passkeys set counter = $2, used_at = $3 where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning 1`,
    [id, counter, now()],
  )
  return moved.length === 1
}
