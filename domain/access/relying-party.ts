/** To whom a passkey belongs: this portal as it is configured, never as a request calls it. */
import { env } from '#lib/env.ts'

const { hostname, origin } = new URL(env.portal.url)

export const RELYING_PARTY = { id: hostname, origin, name: 'Longcode' }
