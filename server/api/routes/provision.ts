/** Many numbers in one call: how they are (contract 7.1), and enabling text on them (5.7), which is so already (rule F1). */
import type { FastifyInstance } from 'fastify'
import { listNumbers } from '#domain/numbers/list-numbers.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { type ProvisionStatus, provisionMessaging } from '#domain/numbers/provision-messaging.ts'
import { digits } from '#domain/webhooks/payload.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { invalid, Refusal } from '#lib/refusals.ts'
import { scopeOf } from '../authenticate.ts'
import { JSON_API } from '../errors.ts'
import { attributesOf, type Body, readBody } from '../read-body.ts'
import { renderNumber } from '../render-number.ts'
import { switchProblem, urlProblem } from './change-number.ts'
import { resource } from './resource.ts'

const MOST_NUMBERS = 200

export function provisionRoutes(app: FastifyInstance): void {
  resource(app, '/v2/numbers/details', {
    POST: async (request, reply) => {
      const { numbers, problem } = readNumbers(attributesOf(readBody(request.body as Buffer | undefined)))
      if (problem) throw invalid({ numbers: problem })
      const found = await listNumbers(scopeOf(request), { among: numbers, withoutReleased: true })
      // Those that are not the account's are not in it.
      return reply
        .type(JSON_API)
        .send({ data: found.map(renderNumber), links: { self: `${env.api.url}/v2/numbers/details` } })
    },
  })
  resource(app, '/v2/message-provision', {
    POST: async (request, reply) => {
      const attributes = attributesOf(readBody(request.body as Buffer | undefined))
      const { numbers, problem } = readNumbers(attributes)
      const { action, callback_url: url, email } = attributes
      const problems = {
        numbers: problem,
        action: actionProblem(action),
        callback_url: url === undefined || url === null || url === '' ? null : urlProblem(url),
        email: switchProblem(email ?? undefined, () => null),
      }
      if (Object.values(problems).some(Boolean)) throw invalid(problems)
      const statuses = await provisionMessaging(scopeOf(request), numbers)
      return reply
        .code(201)
        .type(JSON_API)
        .send({ data: renderStatuses(statuses) })
    },
  })
}

type Numbers = { numbers: string[]; problem: string | null }

/** A list of numbers in any spelling; a form writes one as a text. What is no number is said, not passed over. */
function readNumbers({ numbers: given }: Body): Numbers {
  const refuse = (problem: string): Numbers => ({ numbers: [], problem })
  if (given === undefined || given === null) return refuse('This field is required.')
  const list: unknown[] = Array.isArray(given) ? given : [given]
  if (list.length === 0 || list.length > MOST_NUMBERS) return refuse(`Must hold 1 to ${MOST_NUMBERS} numbers.`)
  const numbers: string[] = []
  for (const one of list) {
    const parsed = parseNumber(typeof one === 'string' || typeof one === 'number' ? String(one) : '')
    if (!parsed.ok) return refuse('Must hold North American numbers with 11 digits, for example 12065550142.')
    numbers.push(parsed.e164)
  }
  return { numbers: [...new Set(numbers)], problem: null }
}

function actionProblem(action: unknown): string | null {
  if (action === undefined || action === null) return 'This field is required.'
  if (/^enable$/i.test(String(action))) return null
  return /^disable$/i.test(String(action))
    ? 'Every number is text-enabled by itself, and that cannot be switched off. Release a number that you no longer need.'
    : 'Must be enable or disable.'
}

/** One number by its own; several grouped by how it stands with them (contract 5.7). */
function renderStatuses(statuses: ReadonlyMap<string, ProvisionStatus>) {
  const [[first, status] = ['', 'not_found' as const]] = statuses
  if (statuses.size === 1) {
    if (status === 'not_found') throw new Refusal('not_found')
    return { id: newId(), type: 'message_provisioning_status', attributes: { status, tn: digits(first) } }
  }
  const numbers: Partial<Record<ProvisionStatus, string[]>> = {}
  for (const [e164, one] of statuses) numbers[one] = [...(numbers[one] ?? []), digits(e164)]
  const isDone = Object.keys(numbers).every((one) => one === 'completed')
  return {
    id: newId(),
    type: 'message_bulk_provisioning_status',
    attributes: {
      status: isDone ? 'completed' : 'partial',
      message: isDone
        ? 'Every number is text-enabled by itself: nothing was to be done.'
        : 'Numbers are text-enabled by themselves. Some of these are not, or are not on your account.',
      numbers,
    },
  }
}
