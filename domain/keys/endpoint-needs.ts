/** What a call of the API needs of a key: for the question which past calls a narrower one would have been refused. */
import { type KeyScope, scopesFor } from '#domain/access/key-scopes.ts'
import type { Permission } from '#domain/access/permissions.ts'

/** By method and route pattern, as uses are recorded; tests/api/keys.test.ts holds this list against the routes there are. */
const NEEDS: readonly [endpoint: RegExp, permission: Permission][] = [
  [/^POST \/v[\d.]+\/messages$/, 'messages.send'],
  [/^(GET|HEAD) \/v[\d.]+\/messages(\/:id)?$/, 'messages.content'],
  [/^(GET|HEAD) \/v2\.2\/messages\/:id\/trace$/, 'messages.content'],
  [/^(GET|HEAD|POST) \/v2\.2\/bills(\/.+)?$/, 'billing.read'],
  [/^(GET|HEAD) \/v2\.2\/events$/, 'messages.content'],
  [/^(GET|HEAD) \/v2\.2\/webhooks\/replays\/preview$/, 'routing.manage'],
  [/^(GET|HEAD) \/v2\.2\/webhooks\/.+$/, 'messages.read'],
  [/^(POST|DELETE) \/v2\.2\/webhooks\/.+$/, 'routing.manage'],
  [/^(GET|HEAD) \/v2\.2\/optouts$/, 'messages.read'],
  [/^(POST|DELETE) \/v2\.2\/optouts(\/:id)?$/, 'routing.manage'],
  [/^PUT \/v[\d.]+\/messages\/\w+$/, 'routing.manage'],
  [/^(GET|HEAD) \/v2\/portorders\/:id\/loa$/, 'numbers.manage'],
  [/^POST \/v2\/numbers\/:number\/relationships\/\w+$/, 'routing.manage'],
  // These only ask.
  [/^POST \/v2\/(numbers\/details|portorders\/portability)$/, 'numbers.read'],
  [/^(GET|HEAD) \/v2\/(numbers|portorders)(\/.+)?$/, 'numbers.read'],
  [/^(POST|PATCH|DELETE) \/v2\/(numbers|portorders|message-provision)(\/.+)?$/, 'numbers.manage'],
]

/** Any one of these opens it; null: no key can call it, so no scope matters. */
export function scopesOfEndpoint(endpoint: string): KeyScope[] | null {
  const permission = NEEDS.find(([pattern]) => pattern.test(endpoint))?.[1]
  return permission ? scopesFor(permission) : null
}

/** The account's own URLs, and numbers that come in, are beyond a key that is limited to some numbers. */
export function isOfWholeAccount(endpoint: string): boolean {
  return endpoint.startsWith('PUT ') || endpoint === 'POST /v2/portorders'
}
