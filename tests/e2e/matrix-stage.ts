/** An account with a person in every role and something of everything, and strangers around it. */
import { randomUUID } from 'node:crypto'
import { ROLES, type Role } from '#domain/access/scope.ts'
import type { Action } from '#tests/strangers/doors.ts'
import type { Victim } from '#tests/strangers/victim.ts'
import { type Account, ask, openAccount, receive, send } from './account.ts'
import { failedEvent } from './failed-event.ts'
import { ownExports } from './own-exports.ts'
import { type Cookie, call } from './portal-client.ts'

/** In texts and names of the victim: whoever else reads one of these has seen too much. */
export const MARK = 'Zwetschgenknödel'

export type Stage = {
  victim: Victim
  stranger: Account
  /** Signs in by the portal's own action; each session is a new one. The removed was an administrator until a moment ago. */
  cookieOf: (who: Role | 'stranger' | 'removed') => Promise<Cookie>
}

export async function setStage(signIn: Action): Promise<Stage> {
  const [owner, stranger] = [await openAccount(), await openAccount()]
  const [row] = await ask<{ id: string; account_id: string }>(
    'select p.id, m.account_id from people p join memberships m on m.person_id = p.id where p.email = $1',
    [owner.email],
  )
  if (!row) throw new Error('the owner is nobody')
  const emails: Record<string, string> = { owner: owner.email, stranger: stranger.email }
  const ids: Record<string, string> = {}
  for (const who of [...ROLES.filter((role) => role !== 'owner'), 'removed']) {
    emails[who] = `${who.replace('_', '-')}.${randomUUID().slice(0, 8)}@sound.example`
    ids[who] = await addPerson(row.id, emails[who], `${MARK} ${who}`)
    if (who !== 'removed') await join(row.account_id, ids[who], who)
  }
  const messageRef = await send(owner, { body: `${MARK} outbound` })
  await receive(owner, { body: `${MARK} inbound` })
  const passwords: Record<string, string> = { stranger: stranger.password }
  const cookieOf: Stage['cookieOf'] = async (who) => {
    if (who === 'removed') await join(row.account_id, ids.removed ?? '', 'admin')
    const answer = await call(null, signIn, { email: emails[who] ?? '', password: passwords[who] ?? owner.password })
    if (who === 'removed') await ask('delete from memberships where person_id = $1', [ids.removed])
    if (!answer.cookie) throw new Error(`${who} could not sign in: ${answer.text}`)
    return answer.cookie
  }
  // Of somebody who does not sign in here: a passkey would ask for its second step.
  const holder = await addPerson(row.id, `holder.${randomUUID().slice(0, 8)}@sound.example`, `${MARK} holder`)
  await join(row.account_id, holder, 'support')
  const things = await ownThings(row.account_id, row.id, holder)
  const { account_id: accountId, id: ownerId } = row
  const victim = {
    accountId,
    ownerId,
    ownerEmail: owner.email,
    memberId: ids.developer ?? '',
    from: owner.from,
    messageRef,
    ...things,
  }
  return { victim, stranger, cookieOf }
}

/** With the owner's password: a person that nobody had to invite. */
async function addPerson(ownerId: string, email: string, name: string): Promise<string> {
  const id = randomUUID()
  await ask(
    'insert into people (id, email, name, password_hash, created_at) select $1, $2, $3, password_hash, now() from people where id = $4',
    [id, email, name, ownerId],
  )
  return id
}

async function join(accountId: string, personId: string, role: string): Promise<void> {
  await ask('insert into memberships (account_id, person_id, role, created_at) values ($1, $2, $3, now())', [
    accountId,
    personId,
    role,
  ])
}

async function ownThings(accountId: string, ownerId: string, holderId: string) {
  const [key] = await ask<{ id: string }>('update api_keys set name = $2 where account_id = $1 returning id', [
    accountId,
    `${MARK} key`,
  ])
  const invitationId = randomUUID()
  await ask(
    `insert into invitations (account_id, id, email, role, invited_by, created_at, expires_at)
     values ($1, $2, $3, 'support', $4, now(), now() + interval '1 day')`,
    [accountId, invitationId, `${randomUUID()}@invited.example`, MARK],
  )
  const passkeyId = randomUUID()
  await ask(
    "insert into passkeys (id, person_id, name, public_key, counter, created_at) values ($1, $2, $3, '\\x00', 0, now())",
    [passkeyId, holderId, MARK],
  )
  const shadowId = randomUUID()
  await ask(
    `insert into url_shadows (account_id, id, e164, kind, url, events, until, started_at, started_by)
     values ($1, $2, '', 'sms_callback', 'https://hooks.sound.example/', 10, now() + interval '1 day', now(), $3)`,
    [accountId, shadowId, MARK],
  )
  const sessionId = randomUUID()
  await ask(
    `insert into sessions (id, person_id, account_id, created_at, seen_at, expires_at)
     values ($1, $2, $3, now(), now(), now() + interval '1 day')`,
    [sessionId, ownerId, accountId],
  )
  // Named like the victim, and to be started: whoever could would change something.
  const numberJobId = randomUUID()
  await ask(
    `insert into number_jobs (account_id, id, kind, state, started_by, started_by_name, origin, change, source, total, created_at)
     values ($1, $2, 'edit', 'ready', $3, $4, '{"address":null,"agent":null}', '{"addTags":["stolen"]}', $4, 1, now())`,
    [accountId, numberJobId, ownerId, MARK],
  )
  await ask(
    `insert into number_job_items (account_id, job_id, seq, number)
     select account_id, $2, 1, e164 from numbers where account_id = $1 limit 1`,
    [accountId, numberJobId],
  )
  const viewId = randomUUID()
  await ask(
    `insert into saved_views values ($1, $2, null, $3, $4, $4, 'status=failed', '{time}', 'compact', now(), now())`,
    [accountId, viewId, ownerId, MARK],
  )
  const optOuts = await ownOptOuts(accountId)
  const port = await portOrder(accountId)
  const payment = await ownPayment(accountId)
  const limits = await ownLimits(accountId)
  const quoteId = await openQuote(accountId)
  const event = await failedEvent(accountId, MARK)
  const exports = await ownExports(accountId, ownerId, MARK)
  return {
    numberJobId,
    keyId: key?.id ?? '',
    keyName: `${MARK} key`,
    invitationId,
    passkeyId,
    sessionId,
    shadowId,
    viewId,
    quoteId,
    ...optOuts,
    ...port,
    ...event,
    ...limits,
    ...payment,
    ...exports,
  }
}

/** One in force, and one asked for in plain words. */
async function ownOptOuts(accountId: string) {
  const optOutId = randomUUID()
  await ask(
    `insert into opt_outs (account_id, id, number, consumer, is_test, source, at, note)
     select account_id, $2, e164, '+19075550108', false, 'person', now(), $3 from numbers where account_id = $1 limit 1`,
    [accountId, optOutId, MARK],
  )
  const [message] = await ask<{ id: string }>(
    `insert into optout_reviews (account_id, message_id, number, consumer, is_test, reason, phrase, at, deadline)
     select account_id, id, to_e164, from_e164, false, $2, $2, now(), now() + interval '14 days'
     from messages where account_id = $1 and direction = 'inbound' limit 1 returning message_id as id`,
    [accountId, MARK],
  )
  return { optOutId, reviewId: message?.id ?? '' }
}

/** Offered, so that whoever could would accept it. */
async function openQuote(accountId: string): Promise<string> {
  const id = randomUUID()
  await ask(
    `insert into quotes (account_id, id, state, monthly_parts, number_kinds, asked_at, asked_by, offered_at, valid_until)
     values ($1, $2, 'offered', 50000, '{longcode}', now(), $3, now(), now() + interval '1 day')`,
    [accountId, id, MARK],
  )
  return id
}

/** Paid, with a receipt and two cards. */
async function ownPayment(accountId: string) {
  const paymentId = randomUUID()
  await ask(
    `insert into payments (account_id, id, kind, state, amount_nanos, started_by, created_at, credited_at, receipt_number)
     values ($1, $2, 'top_up', 'succeeded', 25000000000, $3, now(), now(), 1)`,
    [accountId, paymentId, MARK],
  )
  const cardId = `pm_${randomUUID().replaceAll('-', '')}`
  await ask("insert into payment_cards values ($1, $2, 'visa', '4242', 8, 2031, false, now())", [accountId, cardId])
  return { paymentId, cardId }
}

/** A limit that refuses nothing, and a fuse that has tripped elsewhere. */
async function ownLimits(accountId: string) {
  const [limitId, tripId] = [randomUUID(), randomUUID()]
  await ask(
    `insert into spend_limits (account_id, id, name, subject, period, limit_nanos, created_at)
     values ($1, $2, $3, 'account', 'month', 900000000000000, now())`,
    [accountId, limitId, MARK],
  )
  await ask(
    `insert into fuse_trips (account_id, id, prefix, tripped_at, messages, within_seconds, allowed, told_at)
     values ($1, $2, '+1268', now(), 9, 60, 5, now())`,
    [accountId, tripId],
  )
  return { limitId, tripId }
}

/** Open, with a number and a document. */
async function portOrder(accountId: string) {
  const [order] = await ask<{ id: string }>(
    `insert into port_orders (account_id, id, group_id, kind, losing_carrier, status, opened_by, opened_at)
     select $1, n, n, 'longcode', $2, 'draft', $2, now() from nextval('port_order_ids') as n returning id::text as id`,
    [accountId, MARK],
  )
  const portOrderId = order?.id ?? ''
  await ask("insert into port_numbers (account_id, order_id, e164) values ($1, $2, '+19075550107')", [
    accountId,
    portOrderId,
  ])
  const portDocumentId = randomUUID()
  await ask(
    `insert into port_documents (account_id, id, order_id, kind, name, media_type, size_bytes, sha256, uploaded_by, uploaded_at)
     values ($1, $2, $3, 'invoice', $4, 'application/pdf', 8, '\\x00', $4, now())`,
    [accountId, portDocumentId, portOrderId, MARK],
  )
  await ask('insert into port_document_bytes (account_id, document_id, content) values ($1, $2, convert_to($3, $4))', [
    accountId,
    portDocumentId,
    MARK,
    'UTF8',
  ])
  return { portOrderId, portDocumentId }
}

/** One hash over every row of the account and of its people, whatever tables there are. */
export async function digest({ accountId, ownerId, sessionId, passkeyId }: Victim): Promise<Record<string, string>> {
  const tables = await ask<{ name: string; by: string }>(
    `select c.relname as name, a.attname as by from pg_class c join pg_attribute a on a.attrelid = c.oid
       and a.attname in ('account_id', 'person_id') where c.relkind in ('r', 'p') and not c.relispartition
       and c.relnamespace = 'public'::regnamespace and c.relname <> all($1) order by 1`,
    [MOVING],
  )
  const own = tables.map(({ name, by }) => [name, `${by} = ${by === 'account_id' ? '$1' : '$2'}`] as const)
  const rest = [
    ['accounts', 'id = $1'],
    ['people', 'id = $2'],
    ['sessions', 'id = $3'],
    ['passkeys', 'id = $4'],
  ] as const
  const one = ([name, where]: readonly [string, string]) =>
    `select '${name} where ${where}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t where ${where}`
  const hashes = await ask<{ name: string; hash: string }>([...own, ...rest].map(one).join(' union all '), [
    accountId,
    ownerId,
    sessionId,
    passkeyId,
  ])
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]))
}

/** They move by themselves (totals, feed, what keys were used for), or by sign-ins of this very test. */
const MOVING = [
  'message_rollups',
  'message_totals',
  'spend_totals',
  'message_texts',
  'insight_totals',
  'insight_errors',
  'insight_characters',
  'ledger_checks',
  'bill_checks',
  'money_signals',
  'spend_alerts',
  'outbox',
  'key_uses',
  'key_minutes',
  'key_requests',
  'sessions',
  'tickets',
]
