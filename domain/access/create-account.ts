import { transaction } from '#lib/db.ts'
import { parseEmail } from '#lib/email-address.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { invalid } from '#lib/refusals.ts'
import { zoneProblem } from '#lib/time-zones.ts'
import { insertAccount } from './insert-account.ts'
import { insertPerson } from './insert-person.ts'
import { hashPassword } from './passwords.ts'
import type { Scope } from './scope.ts'

export type NewAccount = {
  name: string
  timeZone: string
  owner: { email: string; name: string; password: string }
  requestsPerSecond?: number
}

/** An account and its owner at once, by an operator or a seed: nobody has to confirm anything. */
export async function createAccount(input: NewAccount): Promise<Scope> {
  const [name, email, ownerName] = [
    parsePlainName(input.name),
    parseEmail(input.owner.email),
    parsePlainName(input.owner.name),
  ]
  const { timeZone, requestsPerSecond } = input
  const zone = zoneProblem(timeZone)
  if (!name.ok || !email.ok || !ownerName.ok || zone) throw invalid({ name, email, owner: ownerName, time_zone: zone })
  const passwordHash = await hashPassword(input.owner.password)
  return transaction(async (tx) => {
    const ownerId = await insertPerson(tx, { email: email.email, name: ownerName.name, passwordHash })
    if (!ownerId) throw invalid({ email: 'A person with this e-mail address exists already.' })
    return insertAccount(tx, { name: name.name, timeZone, ownerId, requestsPerSecond, actor: SYSTEM })
  })
}

const SYSTEM = { kind: 'system', id: 'system', name: 'Longcode' } as const
