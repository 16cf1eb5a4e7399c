import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import type { Origin } from '#domain/access/scope.ts'

/** Written by our own server in front of Next (`server/portal/main.ts`); whatever a client sends under this name is dropped there. */
export const ADDRESS_HEADER = 'x-longcode-address'

/** Who is at the other end: for sessions, limits and the audit log, never for rights. */
export const readCaller = cache(async (): Promise<Origin> => {
  const sent = await headers()
  return { address: sent.get(ADDRESS_HEADER), agent: sent.get('user-agent')?.slice(0, 400) ?? null }
})
