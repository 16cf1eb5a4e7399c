/** Every web hook about a message: what was queued or held, and every try with its request and its answer. */
import { EVENT_WORDS, HELD_WORDS } from '#domain/webhooks/delivery.ts'
import type { AttemptDetail } from '#domain/webhooks/delivery-rows.ts'
import type { Reader } from './tell-trace.ts'
import type { TracedDelivery, TraceFacts } from './trace-facts.ts'
import { stepOf } from './trace-status.ts'
import { factsOf, step, type UntimedStep } from './trace-step.ts'

export function webhookSteps({ deliveries, events }: TraceFacts, reader: Reader): UntimedStep[] {
  return deliveries.flatMap((delivery) => {
    const move = events.findLast((event) => event.at <= delivery.createdAt)
    const causedBy = move ? stepOf(move) : null
    return [
      queuedStep(delivery, causedBy, reader),
      ...delivery.attempts.map((attempt) => attemptStep(delivery, attempt, reader)),
    ]
  })
}

function queuedStep(delivery: TracedDelivery, causedBy: string | null, { showsContent }: Reader): UntimedStep {
  const { id, kind, url, heldWhy, status, body, createdAt } = delivery
  const isHeld = status === 'held'
  return step({
    id: `webhook-${id}`,
    at: createdAt,
    rank: 11,
    kind: 'webhook',
    title: `Web hook ${isHeld ? 'held' : 'queued'}: ${EVENT_WORDS[kind].toLowerCase()}`,
    cause: isHeld && heldWhy ? `It waits: ${HELD_WORDS[heldWhy]}.` : 'Its status is told to the account’s own server.',
    causedBy,
    tone: isHeld ? 'held' : 'quiet',
    facts: factsOf({ URL: url, 'Webhook id': id }),
    bodies: [{ title: 'Request body', text: showsContent ? body : null, isCut: false }],
  })
}

function attemptStep(delivery: TracedDelivery, attempt: AttemptDetail, { showsContent }: Reader): UntimedStep {
  const { number, statusCode, error, durationMs, answer, answerHeaders, requestHeaders, nextAt } = attempt
  const took = statusCode !== null && statusCode >= 200 && statusCode < 300
  const answered = statusCode === null ? 'no answer' : `answered ${statusCode}`
  const again = nextAt ? ` The next try was due at ${nextAt}.` : ''
  return step({
    id: `webhook-${delivery.id}-${number}`,
    at: new Date(attempt.at),
    rank: 12,
    kind: 'webhook',
    title: `Web hook, try ${number}: ${answered}`,
    cause: error
      ? `${error}${/[.!?]$/.test(error) ? '' : '.'}${again}`
      : `${EVENT_WORDS[delivery.kind]} was due.${again}`,
    causedBy: `webhook-${delivery.id}`,
    tone: took ? 'good' : 'failed',
    facts: factsOf({ URL: attempt.url ?? delivery.url, Took: `${durationMs} ms`, 'Connected to': attempt.address }),
    headers: requestHeaders ?? {},
    bodies:
      answer || answerHeaders
        ? [{ title: 'Answer', text: showsContent ? answerText(attempt) : null, isCut: false }]
        : [],
  })
}

function answerText({ answer, answerHeaders }: AttemptDetail): string {
  const headers = Object.entries(answerHeaders ?? {}).map(([name, value]) => `${name}: ${value}`)
  return [...headers, '', answer ?? ''].join('\n').trim()
}
