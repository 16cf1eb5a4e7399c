import { env } from '#lib/env.ts'
import { saveLink } from './link.ts'

export const SANDBOX_LINK = 'sandbox'

/**
 * The link to the carrier on this machine: the one that test keys send over. In production it takes nothing else: a live message
 * that went there would be paid for and reach nobody.
 */
export async function ensureSandboxLink(mode = env.mode): Promise<void> {
  const sandbox = {
    name: SANDBOX_LINK,
    host: '127.0.0.1',
    port: env.sandbox.smppPort,
    systemId: 'longcode',
    password: env.sandbox.password,
    window: 100,
    ratePerSecond: 2_000,
  }
  await saveLink(sandbox, { live: mode !== 'production', test: true })
}
