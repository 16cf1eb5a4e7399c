/** What a receiver says may repeat the text of a message: roles that do not see contents get our own words alone. */
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'

const REDIRECT = 'Redirects are not followed: set the address that it leads to.'

/** Of a redirect, which may repeat a text in the address that it names. */
export function redirectError(location: string | null): string {
  return `A redirect${location ? ` to ${location}` : ''}. ${REDIRECT}`
}

export function errorFor(scope: Scope, error: string | null): string | null {
  return error?.startsWith('A redirect to ') && !may(scope, 'messages.content') ? redirectError(null) : error
}
