/** SMS request URLs by API: of the account (contract 5.5) and of a number (5.6). */
import type { FastifyInstance } from 'fastify'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { URL_KINDS, type UrlKind } from '#domain/routing/effective-url.ts'
import { setRequestUrls } from '#domain/routing/set-request-url.ts'
import { Refusal } from '#lib/refusals.ts'
import { scopeOf } from '../authenticate.ts'
import { attributesOf, readBody } from '../read-body.ts'
import { param, resource } from './resource.ts'

export function callbackRoutes(app: FastifyInstance): void {
  for (const kind of [...URL_KINDS, 'dlr_callback']) {
    for (const version of ['v2', 'v2.1', 'v2.2']) {
      // The .NET client writes SMS_callback: paths are matched without regard to case (app.ts).
      resource(app, `/${version}/messages/${kind}`, {
        PUT: async (request, reply) => {
          const url = readUrl(request.body)
          await setRequestUrls(scopeOf(request), { e164: '', kinds: kindsOf(kind), url })
          return reply.code(204).send()
        },
      })
    }
    resource(app, `/v2/numbers/:number/relationships/${kind}`, {
      POST: async (request, reply) => {
        const number = parseNumber(param(request, 'number'))
        if (!number.ok) throw new Refusal('not_found')
        request.ownNumber = number.e164
        const url = readUrl(request.body)
        await setRequestUrls(scopeOf(request), { e164: number.e164, kinds: kindsOf(kind), url })
        return reply.code(204).send()
      },
    })
  }
}

/** The older `dlr_callback` stands for both kinds of receipt. */
function kindsOf(kind: string): UrlKind[] {
  return kind === 'dlr_callback' ? ['sms_dlr_callback', 'mms_dlr_callback'] : URL_KINDS.filter((one) => one === kind)
}

/** `null` and `""` clear it (contract 11.7); a body without the field is a mistake. */
function readUrl(body: unknown): string | null {
  const { callback_url: url } = attributesOf(readBody(body as Buffer | undefined))
  if (url === null || url === '') return null
  if (typeof url === 'string') return url
  throw new Refusal('invalid', {
    fields: { callback_url: [url === undefined ? 'This field is required.' : 'Must be a string.'] },
  })
}
