import type {
  PublicKeyCredentialCreationOptionsJSON as CreationOptions,
  PublicKeyCredentialRequestOptionsJSON as RequestOptions,
} from '@simplewebauthn/server'
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import { networkOf } from '#lib/address-range.ts'
import { query } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { takeTry } from './limits.ts'
import { issueChallenge } from './passkey-challenge.ts'
import { RELYING_PARTY } from './relying-party.ts'
import type { Origin, Self } from './scope.ts'
import { peekTicket } from './tickets.ts'

export const MOST_PASSKEYS = 20

/** To make one. It is found without an e-mail and asks for finger, face or PIN, so that it is both factors in one. */
export async function beginPasskey({ personId, email, name }: Self): Promise<CreationOptions> {
  const known = await passkeysOf(personId)
  if (known.length >= MOST_PASSKEYS) throw new Refusal('too_many_passkeys', { places: { most: String(MOST_PASSKEYS) } })
  return generateRegistrationOptions({
    rpID: RELYING_PARTY.id,
    rpName: RELYING_PARTY.name,
    userID: userHandle(personId),
    userName: email,
    userDisplayName: name,
    challenge: await issueChallenge('add', personId),
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** For anybody: whose passkey answers, signs in. Throws `slow_down`. */
export async function beginPasskeySignIn({ address }: Origin): Promise<RequestOptions> {
  await takeTry(['begin address', networkOf(address)])
  return requestOptions(await issueChallenge('sign_in', null))
}

/** For the second step. Throws `link_used_up` when the sign-in has ended. */
export async function beginPasskeyStep(ticket: string): Promise<RequestOptions> {
  const personId = (await peekTicket('second_step', ticket))?.personId
  if (!personId) throw new Refusal('link_used_up')
  return requestOptions(await issueChallenge('second_step', personId), await passkeysOf(personId))
}

/** What an authenticator keeps beside a passkey, and gives back. */
export function userHandle(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId.replaceAll('-', ''), 'hex'))
}

function requestOptions(challenge: Uint8Array<ArrayBuffer>, allowCredentials: Known[] = []): Promise<RequestOptions> {
  return generateAuthenticationOptions({
    rpID: RELYING_PARTY.id,
    challenge,
    allowCredentials,
    userVerification: 'required',
  })
}

type Known = { id: string; transports: string[] }

function passkeysOf(personId: string): Promise<Known[]> {
  return query<Known>('select id, transports from passkeys where person_id = $1', [personId])
}
