/** The headers of every web hook, real, copied or for a test: the contract's type beside a Standard Webhooks signature. */
import { createHmac } from 'node:crypto'
import { now, SECOND_MS } from '#lib/time.ts'

/**
 * `id` is the same over all tries of one web hook. Signed with each of the secrets: receivers take it when one of them fits. Without any it
 * goes unsigned.
 */
export function webhookHeaders(secrets: readonly Buffer[], { id, body }: { id: string; body: string }) {
  const timestamp = String(Math.floor(now().getTime() / SECOND_MS))
  const headers: Record<string, string> = {
    // Exactly this type, without a charset: clients compare it as text (contract 6.1).
    'content-type': 'application/json',
    'user-agent': 'Longcode',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
  }
  const signed = `${id}.${timestamp}.${body}`
  if (secrets.length > 0)
    headers['webhook-signature'] = secrets.map((secret) => `v1,${signature(secret, signed)}`).join(' ')
  return headers
}

function signature(secret: Buffer, signed: string): string {
  return createHmac('sha256', secret).update(signed).digest('base64')
}
