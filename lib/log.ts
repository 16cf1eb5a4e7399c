import { pino } from 'pino'
import { env } from './env.ts'

/** Logs hold no bodies, no secrets and only masked numbers: log ids, counts and reasons. */
export const log = pino({ level: env.log.level, base: null, timestamp: pino.stdTimeFunctions.isoTime })

/** `+12065550142` → `+1206555**42`. */
export function maskNumber(e164: string): string {
  return e164.length < 6 ? '***' : `${e164.slice(0, -4)}**${e164.slice(-2)}`
}
