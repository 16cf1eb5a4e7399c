/** What each role of an account may do by the verbs behind the API, whichever door it comes through. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAccount } from '#domain/access/create-account.ts'
import { openSession } from '#domain/access/open-session.ts'
import { NOWHERE as NO_ORIGIN, type Role, type Scope } from '#domain/access/scope.ts'
import { signIn } from '#domain/access/sign-in.ts'
import { listKeys } from '#domain/keys/list-keys.ts'
import { acceptMessage } from '#domain/messages/accept-message.ts'
import { parseSendInput } from '#domain/messages/send-input.ts'
import { changeNumber } from '#domain/numbers/change-number.ts'
import { makeEditJob } from '#domain/numbers/make-edit-job.ts'
import { makeImportJob } from '#domain/numbers/make-import-job.ts'
import { listMessageRows } from '#domain/reports/list-messages.ts'
import { findMessageRecord, listMessageRecords } from '#domain/reports/message-records.ts'
import { readMessageDetail } from '#domain/reports/read-message.ts'
import { setRequestUrl } from '#domain/routing/set-request-url.ts'
import { Refusal } from '#lib/refusals.ts'
import { ask, countMessages } from '#tests/support/books.ts'

const NOWHERE = 'mdr2-00000000000070008000000000000000'
const input = parseSendInput({ from: '12065550142', to: '12065550107', body: 'hi' })
const EDIT = { addTags: 'desk', removeTags: '', sms_callback: 'keep', sms_dlr_callback: 'keep' } as const
const range = { start: new Date('2026-01-01'), end: new Date('2026-12-31'), limit: 1, offset: 0 }

/** Each verb either does its work, refuses for another reason, or says `not_allowed`. */
const VERBS = {
  'send a message': (scope: Scope) => acceptMessage(scope, input),
  'set a request URL': (scope: Scope) => setRequestUrl(scope, { e164: '', kind: 'sms_callback', url: null }),
  'read a record with its text': (scope: Scope) => findMessageRecord(scope, NOWHERE),
  'list records with their texts': (scope: Scope) => listMessageRecords(scope, range),
  'list messages': (scope: Scope) => listMessageRows(scope, { limit: 1 }),
  'open a message': (scope: Scope) => readMessageDetail(scope, NOWHERE),
  'list keys': (scope: Scope) => listKeys(scope),
  'name a number': (scope: Scope) => changeNumber(scope, { e164: '+12065550199', alias: 'Desk' }),
  'prepare a change of many numbers': (scope: Scope) => makeEditJob(scope, { numbers: ['+12065550199'] }, EDIT),
  'prepare an import of settings': (scope: Scope) => makeImportJob(scope, { fileName: '', bytes: [] }),
}
type Verb = keyof typeof VERBS
const ALL = Object.keys(VERBS) as Verb[]

const MAY: Record<Role, readonly Verb[]> = {
  owner: ALL,
  admin: ALL,
  developer: ALL,
  finance: ['list messages', 'open a message'],
  support: ['list messages', 'open a message'],
  read_only: ['read a record with its text', 'list records with their texts', 'list messages', 'open a message'],
}

async function sessionOf(person: { email: string; password: string }): Promise<string> {
  const result = await signIn({ ...person, origin: NO_ORIGIN })
  if (result.kind !== 'session') throw new Error(`the sign-in was ${result.kind}`)
  return result.sessionId
}

/** Signs in a person of this role, through the verbs that a browser would use. */
async function scopeOf(role: Role): Promise<Scope> {
  const owner = { email: `${role}-${randomUUID()}@harbor.example`, name: 'Olivia Harbor', password: randomUUID() }
  const account = await createAccount({ name: 'Harbor Dental', timeZone: 'America/Los_Angeles', owner })
  await ask('update memberships set role = $2 where account_id = $1', [account.accountId, role])
  const open = await openSession(await sessionOf(owner))
  if (!open) throw new Error('the sign-in did not work')
  return open.scope
}

describe.each(Object.keys(MAY) as Role[])('%s', (role) => {
  test('may do what the role says and nothing more, and is told which roles could', async () => {
    const scope = await scopeOf(role)
    for (const verb of ALL) {
      const refused = await VERBS[verb](scope).then(
        () => null,
        (fault: unknown) => (fault instanceof Refusal ? fault : Promise.reject(fault)),
      )
      expect(refused?.code === 'not_allowed', `${role}: ${verb}`).toBe(!MAY[role].includes(verb))
      if (refused?.code === 'not_allowed') expect(refused.message).toContain('It needs one of: owner, admin')
    }
    expect(await countMessages({ scope })).toBe(0)
  })
})

test('a person who was removed from the account loses it at the next request', async () => {
  const owner = { email: `gone-${randomUUID()}@harbor.example`, name: 'Gone', password: randomUUID() }
  const account = await createAccount({ name: 'Harbor Dental', timeZone: 'America/Los_Angeles', owner })
  const sessionId = await sessionOf(owner)
  expect(await openSession(sessionId)).not.toBeNull()
  await ask('delete from memberships where account_id = $1', [account.accountId])
  expect(await openSession(sessionId)).toBeNull()
})
