import { headers } from 'next/headers'

/** Who is at the other end, as far as headers tell: for the session list and the sign-in limits, never for rights. */
export async function readCaller(): Promise<{ address: string; agent: string }> {
  const sent = await headers()
  const forwarded = sent.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return { address: forwarded || 'unknown', agent: (sent.get('user-agent') ?? '').slice(0, 300) }
}
