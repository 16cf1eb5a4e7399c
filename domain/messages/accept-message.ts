/**
 * Room two of the road: a message becomes durable, its price is held, and only then the caller may say 202.
 * Messages that arrive while the last batch commits are committed together, whosever they are; each is answered after its
 * own commit. A refusal stores nothing and charges nothing (rule F19).
 */
import { createHash } from 'node:crypto'
import { demand } from '#domain/access/permissions.ts'
import { isTest, reachesNumber, type Scope } from '#domain/access/scope.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { createBatcher } from '#lib/batcher.ts'
import { query } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { createTurns } from '#lib/in-turn.ts'
import { log } from '#lib/log.ts'
import { nudge } from '#lib/nudges.ts'
import { Refusal } from '#lib/refusals.ts'
import { DAY_MS, now, SECOND_MS } from '#lib/time.ts'
import { ACCEPT_MESSAGES } from './accept-messages.sql.ts'
import { keptBody } from './kept-body.ts'
import type { SendInput } from './send-input.ts'

/** Of a request's body. */
const MOST_BODY = 8_192

/** How long a message may wait for its carrier before it expires and its price is released. */
const VALIDITY = `${(2 * DAY_MS) / 1000} seconds`

/** How it was asked for over the API, for whoever has to explain the message later. */
export type RequestFacts = { id: string; contentType: string | null; body: Buffer }
export type AcceptOptions = {
  idempotencyKey?: string | undefined
  apiVersion?: string
  request?: RequestFacts | undefined
}
export type Accepted = {
  id: string
  partNanos: bigint
  surchargeNanos: bigint
  priceNanos: bigint
  parts: number
  replayed: boolean
}

type Waiting = {
  scope: Scope
  input: SendInput
  at: Date
  id: string
  apiVersion: string
  idempotencyKey: string | null
  request: RequestFacts | null
}
type Outcome = {
  outcome: string
  message_id: string
  price_nanos: bigint
  detail: string | null
  surcharge_nanos: bigint
}

/** Two at a time: one is worked on while the other is written to disk. More would only be smaller. */
const together = createBatcher<Waiting, Outcome>({
  maxSize: 250,
  maxKeys: 250,
  concurrency: Math.min(2, env.database.pool),
  run: (batch) => acceptBatch(batch, { wait: false }),
})
/** For accounts whose balance somebody else has locked: they wait by themselves and keep nobody else waiting. */
const alone = createBatcher<Waiting, Outcome>({
  maxSize: 250,
  // A connection or two stay free for look-ups.
  concurrency: Math.max(1, env.database.pool - 4),
  run: (batch) => acceptBatch(batch, { wait: true }),
})

/** Requests with the same key wait for each other, so that the second finds what the first has left, or nothing. */
const inTurn = createTurns()

/** Throws `Refusal`: key_number_not_allowed, sender_not_yours, sender_not_enabled, sender_porting, opted_out, insufficient_funds, idempotency_mismatch, idempotency_running, … */
export async function acceptMessage(scope: Scope, input: SendInput, options: AcceptOptions = {}): Promise<Accepted> {
  demand(scope, 'messages.send')
  if (!reachesNumber(scope, input.from)) throw new Refusal('key_number_not_allowed', { places: { number: input.from } })
  const at = now()
  const { idempotencyKey = null, apiVersion = 'v2.2', request = null } = options
  const waiting: Waiting = { scope, input, at, id: newId(at), apiVersion, idempotencyKey, request }
  const result =
    idempotencyKey === null
      ? await acceptNow(waiting)
      : await inTurn(`${scope.accountId} ${idempotencyKey}`, () => acceptNow(waiting))
  if (result.outcome === 'locked')
    throw new Refusal(idempotencyKey ? 'idempotency_running' : 'unavailable', { retryAfterSeconds: 1 })
  return toAnswer(scope, result, input)
}

async function acceptNow(waiting: Waiting): Promise<Outcome> {
  const { accountId } = waiting.scope
  const result = await together.add(accountId, waiting)
  return result.outcome === 'busy' ? alone.add(accountId, waiting) : result
}

/** Resolves when every message that was taken in has been answered: for an orderly shutdown. */
export async function acceptsSettled(): Promise<void> {
  await together.idle()
  await alone.idle()
}

function toAnswer(scope: Scope, result: Outcome, input: SendInput): Accepted {
  const price = result.price_nanos
  switch (result.outcome) {
    case 'accepted':
    case 'replayed': {
      const replayed = result.outcome === 'replayed'
      return {
        id: result.message_id,
        priceNanos: price,
        partNanos: price / BigInt(input.parts) - result.surcharge_nanos,
        surchargeNanos: result.surcharge_nanos,
        parts: input.parts,
        replayed,
      }
    }
    case 'mismatch':
      throw new Refusal('idempotency_mismatch')
    case 'sender_not_yours':
      throw new Refusal('sender_not_yours', { places: { from: input.from } })
    case 'sender_not_enabled':
      throw senderNotEnabled(input.from, JSON.parse(result.detail ?? '{}'))
    case 'opted_out':
      throw new Refusal('opted_out')
    case 'insufficient_funds': {
      const code = isTest(scope) ? 'insufficient_test_funds' : 'insufficient_funds'
      throw new Refusal(code, { places: { price: formatNanos(price) } })
    }
    case 'limit_reached':
      throw limitReached(JSON.parse(result.detail ?? '{}'))
    case 'fuse_tripped':
      throw fuseTripped(scope, JSON.parse(result.detail ?? '{}'))
    case 'no_link':
      throw new Refusal('no_link')
    case 'no_rate':
      log.error({ numberKind: input.numberKind }, 'a message was refused: no rate in force covers it')
      throw new Refusal('no_rate')
    default:
      throw new Error(`accept_messages answered ${result.outcome} for ${input.numberKind}`)
  }
}

function senderNotEnabled(from: string, { state, from: at }: { state: string; from: string | null }): Refusal {
  if (state !== 'porting') return new Refusal('sender_not_enabled', { places: { from, state } })
  const when = at ? `not before ${at.slice(0, 10)}` : 'three to five days after its voice service has moved'
  return new Refusal('sender_porting', { places: { from, when } })
}

type AtLimit = { name: string; limit_nanos: string; until: string }

function limitReached({ name, limit_nanos, until }: AtLimit): Refusal {
  const waitMs = new Date(until).getTime() - now().getTime()
  return new Refusal('spend_limit_reached', {
    places: { name, limit: formatNanos(limit_nanos, 2), until: toSecond(until) },
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / SECOND_MS)),
  })
}

type Tripped = { prefix: string; messages: number; at: string }

function fuseTripped({ actor }: Scope, { prefix, messages, at }: Tripped): Refusal {
  const by = actor.kind === 'key' ? 'with this key' : 'from the portal'
  return new Refusal('destination_paused', { places: { prefix, by, messages: String(messages), at: toSecond(at) } })
}

/** As people and programs read it: UTC, to the second. */
function toSecond(at: string): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
}

async function acceptBatch(batch: Waiting[], { wait }: { wait: boolean }): Promise<Outcome[]> {
  try {
    const rows = batch.map(toRow)
    const at = batch.at(-1)?.at ?? now()
    const found = await query<Outcome & { n: number }>(ACCEPT_MESSAGES, [at, VALIDITY, wait, JSON.stringify(rows)])
    const outcomes = batch.map(() => unanswered('no answer'))
    for (const { n, ...outcome } of found) outcomes[n] = outcome
    for (const account of new Set(rows.map((row) => row.account))) nudge('work', account)
    return outcomes
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
    // The lock on the balance was not to be had within two seconds: another process is accepting for this account.
    if (code === '55P03') return batch.map(() => unanswered('locked'))
    if (code.length === 5 && !code.startsWith('08') && !code.startsWith('57')) {
      // The database refused somebody's data, and nothing was stored: those beside it must not suffer.
      if (batch.length > 1) return (await Promise.all(batch.map((one) => acceptBatch([one], { wait: true })))).flat()
      throw fault
    }
    throw new Refusal(code === 'ECONNREFUSED' ? 'unavailable' : 'unconfirmed', { retryAfterSeconds: 1 })
  }
}

function unanswered(outcome: string): Outcome {
  return { outcome, message_id: '', price_nanos: 0n, detail: null, surcharge_nanos: 0n }
}

function toRow(waiting: Waiting, n: number) {
  const { scope, input, id, apiVersion, idempotencyKey } = waiting
  return {
    n,
    account: scope.accountId,
    is_test: isTest(scope),
    id,
    from: input.from,
    to: input.to,
    body: input.body,
    encoding: input.encoding,
    parts: input.parts,
    key_id: scope.actor.kind === 'key' ? scope.actor.id : null,
    api_version: apiVersion,
    dlr_callback: input.dlrCallback,
    tag: input.tag,
    request: requestOf(waiting),
    idempotency_key: idempotencyKey,
    fingerprint: idempotencyKey === null ? null : fingerprint(scope, input, apiVersion),
  }
}

/** What its trace tells of it: see `message_requests`. */
function requestOf({ scope, at, idempotencyKey, request }: Waiting) {
  const { actor, origin } = scope
  return {
    received_at: at,
    request_id: request?.id,
    idempotency_key: idempotencyKey ?? undefined,
    address: origin.address ?? undefined,
    agent: origin.agent ?? undefined,
    content_type: request?.contentType ?? undefined,
    sent_by: actor.kind === 'key' ? undefined : actor.name,
    ...(request ? keptBody(request.body, MOST_BODY) : {}),
  }
}

/**
 * What makes two requests the same: every field that has an effect, in one order, whatever the spelling of the JSON was. What was
 * sent with a test key is never the answer to a live one.
 */
function fingerprint(scope: Scope, input: SendInput, apiVersion: string): string {
  const fields: unknown[] = [apiVersion, input.from, input.to, input.body, input.dlrCallback]
  if (input.tag !== null) fields.push({ tag: input.tag })
  const canonical = JSON.stringify(isTest(scope) ? [...fields, 'test'] : fields)
  return createHash('sha256').update(canonical).digest('hex')
}
