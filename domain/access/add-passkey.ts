import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import { appendPersonAudit } from '#domain/audit/append-person-audit.ts'
import { queueMail } from '#domain/mail/queue-mail.ts'
import { transaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { describeAgent } from './describe-agent.ts'
import { factorLetter } from './factor-letters.ts'
import { MADE } from './passkey-answer.ts'
import { takeChallenge } from './passkey-challenge.ts'
import { guessPasskeyName, parsePasskeyName } from './passkey-name.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'
import { RELYING_PARTY } from './relying-party.ts'
import type { Self } from './scope.ts'
import { noteFactorShown } from './shown-factor.ts'

type Input = {
  /** What the browser answered, as JSON. */
  response: string
  /** Empty: named after what made it. */
  name: string
}

/** A new passkey of the person. Answers recovery codes, once, unless there are some. Throws `passkey_refused`. */
export async function addPasskey(self: Self, input: Input): Promise<{ name: string; recoveryCodes: string[] | null }> {
  const typed = input.name.trim() === '' ? null : parsePasskeyName(input.name)
  const { credential, aaguid } = await verify(self, input.response)
  const name = typed ?? guessPasskeyName(aaguid) ?? describeAgent(self.origin.agent)
  return transaction(async (tx) => {
    const added = await tx.query(
      `insert into passkeys (id, person_id, name, public_key, counter, transports, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [
        credential.id,
        self.personId,
        name,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        now(),
      ],
    )
    if (added.length === 0) throw new Refusal('passkey_refused')
    const recoveryCodes = await giveRecoveryCodes(tx, self.personId)
    await noteFactorShown(tx, self)
    await queueMail(tx, self.email, factorLetter('A passkey was added', self))
    await appendPersonAudit(tx, self, {
      action: 'passkey.added',
      object: `passkey of ${self.email}`,
      before: null,
      after: { name, recoveryCodes: recoveryCodes?.length ?? 'kept' },
    })
    return { name, recoveryCodes }
  })
}

async function verify(self: Self, json: string) {
  try {
    const response = MADE.parse(JSON.parse(json))
    // Other formats bring certificates, whose checking may ask addresses that are written in them. None was asked for.
    const format = decodeAttestationObject(isoBase64URL.toBuffer(response.response.attestationObject)).get('fmt')
    if (format !== 'none' && format !== 'packed') throw new Refusal('passkey_refused')
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: (challenge) => takeChallenge('add', self.personId, challenge),
      expectedOrigin: RELYING_PARTY.origin,
      expectedRPID: RELYING_PARTY.id,
      requireUserVerification: true,
    })
    if (!verified) throw new Refusal('passkey_refused')
    return registrationInfo
  } catch (fault) {
    // The library says no by throwing errors of many kinds. What it says is for its developers.
    throw fault instanceof Refusal ? fault : new Refusal('passkey_refused')
  }
}
