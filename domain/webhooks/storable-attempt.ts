/** Attempts as the database can hold them, whatever the other side sent. */
import type { Attempt } from './attempt.ts'

/** PostgreSQL knows no NUL, neither in text nor in JSON. Taken out before anything is written as JSON: there `\u0000` may as well be text. */
export function storable({ seen, ...attempt }: Attempt): Attempt {
  return {
    ...attempt,
    error: withoutNul(attempt.error),
    answer: withoutNul(attempt.answer),
    ...(seen && {
      seen: {
        ...seen,
        url: withoutNul(seen.url),
        requestHeaders: cleaned(seen.requestHeaders),
        answerHeaders: cleaned(seen.answerHeaders),
      },
    }),
  }
}

/** What counts alone, without anything that came from outside. */
export function bare({ deliveryId, endpointId, startedAt, durationMs, statusCode, isProbe }: Attempt): Attempt {
  const error = 'What came back could not be stored.'
  return { deliveryId, endpointId, startedAt, durationMs, statusCode, error, answer: null, ...(isProbe && { isProbe }) }
}

// Not assigned by name: a header may be called __proto__.
function cleaned(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [withoutNul(name), withoutNul(value)]))
}

function withoutNul<T extends string | null>(text: T): T {
  return (text?.replaceAll('\0', '').toWellFormed() ?? null) as T
}
