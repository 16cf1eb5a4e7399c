/** A browser in which somebody has signed in before. It proves nothing about who sits there: it only has a bucket of tries of its own. */
import { randomUUID } from 'node:crypto'
import { readSigned, sign } from '#lib/seal.ts'

const PURPOSE = 'device of a person'

export function newDevice(email: string): string {
  return sign(PURPOSE, `${randomUUID()} ${email}`)
}

/** The device's id, or null when this cookie is not ours or belongs to somebody else's sign-ins. */
export function readDevice(token: string | null, email: string): string | null {
  const value = token ? readSigned(PURPOSE, token) : null
  const [id = '', owner = ''] = value?.split(' ') ?? []
  return id !== '' && owner === email ? id : null
}
