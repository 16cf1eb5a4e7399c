/** The shapes the portal shows of an endpoint. Types and nothing else, so that client components may lean on them. */
import type { UrlKind } from '#domain/routing/effective-url.ts'

/** Tries of one hour. */
export type HealthHour = { hour: string; ok: number; failed: number }

export type EndpointRow = {
  id: string
  /** Origin and path; of URLs that were given with single messages the origin and ` *`. */
  address: string
  state: 'active' | 'disabled'
  disabledWhy: 'gone' | 'failing' | 'person' | null
  disabledAt: string | null
  failingSince: string | null
  failuresInRow: number
  /** Nothing goes out before it; null also when it is over. */
  openUntil: string | null
  lastSuccessAt: string | null
  lastFailureAt: string | null
  lastStatus: number | null
  lastError: string | null
  maxAtOnce: number | null
  maxPerSecond: number | null
  createdAt: string
  /** Events that are due, and those that wait for a person. */
  waiting: number
  held: number
  /** Tries of the last 24 hours. */
  attempts: number
  succeeded: number
  /** Of those that were answered. */
  p50Ms: number | null
  p95Ms: number | null
  hours: HealthHour[]
}

/** `e164` '' is the account. */
export type EndpointUrl = { kind: UrlKind; e164: string; url: string }

/** `urls`: the first of those that lead there, of so many. */
export type EndpointDetail = EndpointRow & { urls: EndpointUrl[]; urlCount: number }
