/** A device that makes and uses passkeys in software, and can be told to lie: what a browser would never send. */
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type {
  PublicKeyCredentialCreationOptionsJSON as CreationOptions,
  PublicKeyCredentialRequestOptionsJSON as RequestOptions,
} from '@simplewebauthn/server'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { RELYING_PARTY } from '#domain/access/relying-party.ts'

type Lies = { origin?: string; rpId?: string; isVerified?: boolean; counter?: number; userHandle?: string }

const USER_PRESENT = 1
const USER_VERIFIED = 4
const HAS_CREDENTIAL = 64

export function makeDevice() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let owner = ''
  let uses = 0

  function authData({ rpId = RELYING_PARTY.id, isVerified = true, counter = uses }: Lies, flags: number, rest: Buffer) {
    const head = Buffer.alloc(5)
    head[0] = flags | USER_PRESENT | (isVerified ? USER_VERIFIED : 0)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, rest])
  }

  function answer(response: Record<string, string | string[]>) {
    const name = id.toString('base64url')
    return JSON.stringify({ id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response })
  }

  return {
    id: id.toString('base64url'),
    /** What the browser sends back after `navigator.credentials.create`. */
    create(options: CreationOptions, lies: Lies = {}): string {
      owner = options.user.id
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey.export({ format: 'jwk' }))])
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData(lies, HAS_CREDENTIAL, credential))],
        ]) as never,
      )
      return answer({
        clientDataJSON: clientData('webauthn.create', options.challenge, lies).toString('base64url'),
        attestationObject: Buffer.from(attestation).toString('base64url'),
        transports: ['internal'],
      })
    },
    /** What it sends back after `navigator.credentials.get`. */
    get(options: RequestOptions, lies: Lies = {}): string {
      uses++
      const data = authData(lies, 0, Buffer.alloc(0))
      const client = clientData('webauthn.get', options.challenge, lies)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
        userHandle: lies.userHandle ?? owner,
      })
    },
  }
}

function clientData(type: string, challenge: string, { origin = RELYING_PARTY.origin }: Lies): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** EC2, ES256, P-256 (RFC 9053). */
function coseKey({ x = '', y = '' }: { x?: string; y?: string }): Buffer {
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ])
  return Buffer.from(isoCBOR.encode(key as never))
}
