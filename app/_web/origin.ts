/** Server actions are public POST endpoints: only a form of this portal, in this browser, may post to them. */
import { headers } from 'next/headers'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export async function demandOwnOrigin(): Promise<void> {
  const sent = await headers()
  const site = sent.get('sec-fetch-site')
  if ((site === null || site === 'same-origin') && isOwn(sent.get('origin'))) return
  throw new Refusal('not_allowed', { places: { need: `Open the portal at ${env.portal.url} and try again.` } })
}

/** Whether a Host header names this portal, or this machine where that is the same. */
export function isOwnHost(host: string | null): boolean {
  return host !== null && isOwn(`${new URL(env.portal.url).protocol}//${host}`)
}

function isOwn(origin: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false
  const own = new URL(env.portal.url)
  const given = new URL(origin)
  if (given.origin === own.origin) return true
  // On one's own machine 127.0.0.1 and localhost are the same place.
  return (
    env.mode !== 'production' && LOOPBACK.has(given.hostname) && LOOPBACK.has(own.hostname) && given.port === own.port
  )
}
