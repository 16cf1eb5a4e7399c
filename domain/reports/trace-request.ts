/** How a message began: what asked for it, what was checked, what it costs. */
import { formatNanos } from '#domain/ledger/money.ts'
import { toMessageRef } from '#lib/ids.ts'
import type { Reader } from './tell-trace.ts'
import type { TracedCheck } from './trace.ts'
import type { TraceFacts } from './trace-facts.ts'
import { factsOf, step, type UntimedStep } from './trace-step.ts'

export function beginSteps(facts: TraceFacts, reader: Reader): UntimedStep[] {
  const { message } = facts
  const begin = message.direction === 'outbound' ? [requestStep(facts, reader)] : []
  const checks = message.direction === 'outbound' ? sendChecks(facts) : receiveChecks(facts)
  return [
    ...begin,
    step({
      id: 'checks',
      at: message.at,
      rank: 1,
      kind: 'checks',
      title: 'Checked',
      cause: 'Every message is checked in the transaction that takes it.',
      causedBy:
        message.direction === 'outbound'
          ? 'request'
          : ((facts.delivers[0] && `deliver-${facts.delivers[0].id}`) ?? null),
      checks,
    }),
    priceStep(facts),
  ]
}

function requestStep({ message, request }: TraceFacts, { showsContent }: Reader): UntimedStep {
  const { id, at, keyName, apiVersion, replyKind, inReplyTo } = message
  const base = { id: 'request', rank: 0, kind: 'request' as const, tone: 'good' as const, causedBy: null }
  if (replyKind && inReplyTo) {
    const title = 'Answered by itself'
    return step({
      ...base,
      at,
      title,
      cause: `The rules of opting out ask for this ${replyKind}, to ${toMessageRef(inReplyTo)}.`,
    })
  }
  if (!request) {
    const title = keyName ? `Asked for with the key ${keyName}` : 'Asked for'
    return step({ ...base, at, title, cause: `How ${toMessageRef(id)} was asked for was not recorded.` })
  }
  const isApi = request.request_id !== undefined
  return step({
    ...base,
    at: new Date(request.received_at),
    title: isApi ? `POST /${apiVersion}/messages` : request.address ? 'Written in the portal' : 'Sent by hand',
    cause: isApi
      ? `Asked for over the API with the key ${keyName ?? '?'}.`
      : `Sent by ${request.sent_by ?? 'somebody'}.`,
    facts: factsOf({
      Key: keyName,
      Address: request.address,
      'User agent': request.agent,
      'Content type': request.content_type,
      'Idempotency key': request.idempotency_key,
      'Request id': request.request_id,
      Body: request.body_bytes === undefined ? null : `${request.body_bytes} bytes`,
    }),
    bodies:
      request.body === undefined
        ? []
        : [
            {
              title: 'Body as it came',
              text: showsContent ? request.body : null,
              isCut: Buffer.byteLength(request.body) < (request.body_bytes ?? 0),
            },
          ],
  })
}

const NOT_YET: TracedCheck[] = [
  { name: 'Quiet hours', result: 'not_in_force', note: 'Quiet hours are not in force: messages leave at any hour.' },
  {
    name: 'Registration',
    result: 'not_in_force',
    note: 'Registration of campaigns is not in force: it is not asked for.',
  },
]

function sendChecks({ message }: TraceFacts): TracedCheck[] {
  const { from, to, kind, replyKind } = message
  return [
    { name: 'Sender', result: 'passed', note: `${from} is on this account, and its messaging is enabled.` },
    { name: 'Number rules', result: 'passed', note: `${to} can be written to from ${from}.` },
    kind === 'toll_free'
      ? { name: 'Toll-free destination', result: 'passed', note: 'Toll-free numbers write to the US and Canada alone.' }
      : { name: 'Toll-free destination', result: 'not_asked', note: 'The sender is no toll-free number.' },
    replyKind
      ? { name: 'Opt-out', result: 'not_asked', note: 'It is the answer that opting out asks for.' }
      : { name: 'Opt-out', result: 'passed', note: `${to} had not opted out of messages from ${from}.` },
    ...NOT_YET,
  ]
}

function receiveChecks({ message, events }: TraceFacts): TracedCheck[] {
  const first = events[0]
  const reason = first?.kind === 'message.held' ? String(first.detail.reason ?? 'it was held') : null
  return [
    { name: 'Recipient', result: 'passed', note: `${message.to} is on this account.` },
    { name: 'Number rules', result: 'passed', note: `${message.from} may write to ${message.to}.` },
    reason === null
      ? {
          name: 'Kept or told',
          result: 'passed',
          note: 'Its number was in service, a request URL was set and the balance covered it.',
        }
      : { name: 'Kept or told', result: 'failed', note: `Held: ${reason}.` },
    ...(typeof first?.detail.keyword === 'string'
      ? [{ name: 'Keyword', result: 'passed' as const, note: `Read as ${first.detail.keyword.toUpperCase()}.` }]
      : []),
  ]
}

function priceStep({ message }: TraceFacts): UntimedStep {
  const { parts, partNanos, surchargeNanos, rateNanos, rateSince, direction, kind, replyKind } = message
  const each = formatNanos(partNanos + surchargeNanos)
  const isFree = replyKind !== null
  const what = `${direction} messages of ${kind === 'toll_free' ? 'toll-free numbers' : 'long codes'}`
  const since = rateSince ? `in force since ${rateSince.toISOString().slice(0, 16).replace('T', ' ')} UTC` : ''
  const cause = isFree
    ? 'Answers that opting out asks for are free.'
    : rateNanos === partNanos
      ? `The rate for ${what}, ${since}.`
      : `The rate for ${what} when it was taken.`
  return step({
    id: 'price',
    at: message.at,
    rank: 2,
    kind: 'price',
    title: `Priced: ${parts} × ${each} = ${formatNanos((partNanos + surchargeNanos) * BigInt(parts))}`,
    cause,
    causedBy: 'checks',
    facts: factsOf({
      Parts: String(parts),
      'A part': each,
      'Of it the carrier’s surcharge': surchargeNanos > 0n ? formatNanos(surchargeNanos) : null,
      'Rate in force since': isFree ? null : rateSince?.toISOString(),
    }),
  })
}
