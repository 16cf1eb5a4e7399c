/** The headers of every web hook, real, copied or for a test: the contract's type beside a Standard Webhooks signature. */
import { createHmac } from 'node:crypto'
import { now, SECOND_MS } from '#lib/time.ts'

/** `id` is the same over all tries of one web hook. Without a secret it goes unsigned. */
export function webhookHeaders(secret: Buffer | null, { id, body }: { id: string; body: string }) {
  const timestamp = String(Math.floor(now().getTime() / SECOND_MS))
  const headers: Record<string, string> = {
    // Exactly this type, without a charset: clients compare it as text (contract 6.1).
    'content-type': 'application/json',
    'user-agent': 'Longcode',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
  }
  if (secret) headers['webhook-signature'] = `v1,${signature(secret, `${id}.${timestamp}.${body}`)}`
  return headers
}

function signature(secret: Buffer, signed: string): string {
  return createHmac('sha256', secret).update(signed).digest('base64')
}
