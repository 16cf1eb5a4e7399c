import { env } from '#lib/env.ts'
import { saveLink } from './link.ts'

export const SANDBOX_LINK = 'sandbox'

/** The link to the carrier on this machine. Never in production: there, an operator makes links to real carriers. */
export async function ensureSandboxLink(): Promise<void> {
  if (env.mode === 'production') return
  await saveLink({
    name: SANDBOX_LINK,
    host: '127.0.0.1',
    port: env.sandbox.smppPort,
    systemId: 'longcode',
    password: env.sandbox.password,
    window: 100,
    ratePerSecond: 2_000,
  })
}
