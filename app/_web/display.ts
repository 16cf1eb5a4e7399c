/** How this browser wants to see things: theme and time zone, from cookies, so that the first byte is already right. */
import 'server-only'
import { cookies } from 'next/headers'
import { isZone, type Zone } from '#components/time/zone.ts'
import { secure } from './session-cookie.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const YEAR_SECONDS = 365 * 24 * 3600

export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get('theme')?.value
  return THEMES.find((theme) => theme === value) ?? 'system'
}

/** The cookie says `utc` or `local:<IANA name>`; anything else is the account's own zone. */
export async function readZone(accountZone: string): Promise<Zone> {
  const value = (await cookies()).get('zone')?.value ?? ''
  if (value === 'utc') return { choice: 'utc', name: 'UTC' }
  const local = value.startsWith('local:') ? value.slice(6) : ''
  return local && isZone(local) ? { choice: 'local', name: local } : { choice: 'account', name: accountZone }
}

export async function writePreference(name: 'theme' | 'zone', value: string): Promise<void> {
  const jar = await cookies()
  jar.set(name, value, { path: '/', sameSite: 'lax', maxAge: YEAR_SECONDS, secure })
}
