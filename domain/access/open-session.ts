import { query } from '#lib/db.ts'
import { MINUTE_MS, now } from '#lib/time.ts'
import { makeScope, makeSelf, NOWHERE, type Origin, type Role, type Scope, type Self } from './scope.ts'

export type SignInMethod = 'password' | 'passkey' | 'oidc'
export type AccountName = { id: string; name: string; timeZone: string }

/** Why an account stays closed to a member who is signed in: its own rules. */
export type Barred = 'second_factor' | 'sso'
export type Entry =
  | { open: true; account: AccountName; role: Role; scope: Scope }
  | { open: false; why: Barred; account: AccountName }

/** Somebody who is signed in and on an account at least, whether or not it is open to them. */
export type PersonSession = {
  id: string
  self: Self
  person: { id: string; name: string; email: string; hasPassword: boolean; hasTotp: boolean; passkeys: number }
  method: SignInMethod
  /** Whether this session has shown a second factor. */
  secondFactor: boolean
  sudoAt: Date | null
  accounts: { id: string; name: string; role: Role }[]
  entry: Entry
}

/** Somebody with an open account: what pages and actions of an account work with. */
export type Session = Omit<PersonSession, 'entry'> & { account: AccountName; role: Role; scope: Scope }

type Row = {
  account_id: string
  method: SignInMethod
  second_factor: boolean
  sudo_at: Date | null
  seen_at: Date
  person_id: string
  name: string
  email: string
  has_password: boolean
  has_totp: boolean
  passkeys: number
}

const LIVING_SESSION = {
  name: 'living_session',
  text: `
    select s.account_id, s.method, s.second_factor, s.sudo_at, s.seen_at, p.id as person_id, p.name, p.email,
      p.password_hash is not null as has_password,
      exists (select from totps t where t.person_id = p.id and t.confirmed_at is not null) as has_totp,
      (select count(*)::int from passkeys k where k.person_id = p.id) as passkeys
    from sessions s join people p on p.id = s.person_id
    where s.id = $1 and s.ended_at is null and s.expires_at > $2`,
}

/** What is asked of a session before an account is open to it. */
export type EntryRow = Pick<Row, 'account_id' | 'method' | 'second_factor' | 'person_id' | 'name'>

export type AccountRow = {
  id: string
  name: string
  time_zone: string
  role: Role
  require_second_factor: boolean
  sso_only: boolean
}

export const SEEN_EVERY_MS = MINUTE_MS

/**
 * The person behind a session id, or null. Asked on every request: sign-out, removal from an account and a changed role hold at
 * once, whatever the browser still carries.
 */
export async function openPerson(sessionId: string, origin: Origin = NOWHERE): Promise<PersonSession | null> {
  if (!/^[0-9a-f-]{36}$/.test(sessionId)) return null
  const at = now()
  const [row] = await query<Row>(LIVING_SESSION, [sessionId, at])
  if (!row) return null
  const accounts = await query<AccountRow>(
    { name: 'accounts_of_person', text: 'select * from accounts_of_person($1)' },
    [row.person_id],
  )
  const chosen = accountOf(row, accounts)
  if (!chosen) return null
  if (at.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS) await noteSeen(sessionId, at, origin)
  const { person_id: personId, name, email } = row
  return {
    id: sessionId,
    self: makeSelf({ personId, sessionId, name, email, origin }),
    person: { id: personId, name, email, hasPassword: row.has_password, hasTotp: row.has_totp, passkeys: row.passkeys },
    method: row.method,
    secondFactor: row.second_factor,
    sudoAt: row.sudo_at,
    accounts: accounts.map(({ id, name, role }) => ({ id, name, role })),
    entry: entryOf(row, chosen, origin),
  }
}

/** The same for whoever needs an open account: null where `openPerson` says it is barred. */
export async function openSession(sessionId: string, origin: Origin = NOWHERE): Promise<Session | null> {
  const person = await openPerson(sessionId, origin)
  return person && withAccount(person)
}

export function withAccount({ entry, ...person }: PersonSession): Session | null {
  if (!entry.open) return null
  const { account, role, scope } = entry
  return { ...person, account, role, scope }
}

/** The one that was open last, or any other when that is no more theirs. */
export function accountOf<T extends { id: string }>(
  row: { account_id: string },
  accounts: readonly T[],
): T | undefined {
  return accounts.find((one) => one.id === row.account_id) ?? accounts[0]
}

/** The account's own rules stand here, so that no door can forget them. */
export function entryOf(row: EntryRow, chosen: AccountRow, origin: Origin = NOWHERE): Entry {
  const account = { id: chosen.id, name: chosen.name, timeZone: chosen.time_zone }
  if (chosen.sso_only && row.method !== 'oidc') return { open: false, why: 'sso', account }
  if (chosen.require_second_factor && !row.second_factor) return { open: false, why: 'second_factor', account }
  const { role } = chosen
  const scope = makeScope(account.id, { kind: 'person', id: row.person_id, name: row.name, role }, origin)
  return { open: true, account, role, scope }
}

async function noteSeen(sessionId: string, at: Date, { address, agent }: Origin): Promise<void> {
  await query(
    'update sessions set seen_at = $2, address = coalesce($3, address), agent = coalesce($4, agent) where id = $1',
    [sessionId, at, address?.slice(0, 64) ?? null, agent?.slice(0, 400) ?? null],
  )
}
