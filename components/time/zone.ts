/** Moments as people read them, in a named time zone. Pure: the server and the browser must write the same. */

export type ZoneChoice = 'account' | 'local' | 'utc'
export type Zone = { choice: ZoneChoice; name: string }

const formats = new Map<string, Intl.DateTimeFormat>()

/** Made once for a zone and a key: making one takes longer than a hundred uses of it. */
export function format(zone: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const found = formats.get(`${zone} ${key}`)
  if (found) return found
  const made = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone, hourCycle: 'h23' })
  formats.set(`${zone} ${key}`, made)
  return made
}

export function isZone(name: string): boolean {
  try {
    format(name, 'probe', {})
    return true
  } catch {
    return false
  }
}

/** `10:42:07` */
export function clock(at: string, zone: string): string {
  return format(zone, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at))
}

/** `10:42:07.114` */
export function exactClock(at: string, zone: string): string {
  return `${clock(at, zone)}.${String(new Date(at).getUTCMilliseconds()).padStart(3, '0')}`
}

/** `Monday, November 23`: also the key by which rows of one day belong together. */
export function day(at: string, zone: string): string {
  return format(zone, 'day', { weekday: 'long', month: 'long', day: 'numeric' }).format(new Date(at))
}

/** `Nov 23, 10:42` */
export function shortMoment(at: string, zone: string): string {
  return format(zone, 'short', { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  )
}

/** `2026-11-23T10:42`: as a field for a moment takes it. */
export function localMinute(at: Date, zone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const parts = format(zone, 'minute', options).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`
}

/** `Nov 23, 2026` */
export function date(at: string, zone: string): string {
  return format(zone, 'date', { month: 'short', day: 'numeric', year: 'numeric' }).format(new Date(at))
}

/** `Nov 24, 2026`, `Nov 24, 2026, 10:30`: as it was written, in the zone it was written for. With a `Z` at its end it was UTC. */
export function momentWord(text: string): string {
  const [day = '', minute] = text.split('T')
  const written = date(`${day}T12:00:00Z`, 'UTC')
  return minute ? `${written}, ${minute.replace('Z', ' UTC')}` : written
}

/** `Nov 23, 2026, 10:42:07.114 Pacific Time` */
export function fullMoment(at: string, zone: string): string {
  return `${date(at, zone)}, ${exactClock(at, zone)} ${zoneName(zone)}`
}

/** `Pacific Time`, `UTC` */
export function zoneName(zone: string): string {
  if (zone === 'UTC') return 'UTC'
  const parts = format(zone, 'name', { timeZoneName: 'longGeneric' }).formatToParts(new Date(0))
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** `America/Los_Angeles` → `Los Angeles` */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** `+0.021 s`, `+2 min 4 s`, `+3 h 12 min` */
export function delta(from: string, to: string): string {
  const ms = Math.max(0, new Date(to).getTime() - new Date(from).getTime())
  return `+${duration(ms)}`
}

export function duration(ms: number): string {
  if (ms < 1000) return `${(ms / 1000).toFixed(3)} s`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1000)} s`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`
}
