import { quoted } from '#components/webhook/curl-command.ts'
import type { Trace } from '#domain/reports/trace.ts'

/** The request once more, from one's own terminal. With its idempotency key it is answered as before, and sends nothing a second time. */
export function requestCurl(
  apiUrl: string,
  { version, contentType, idempotencyKey, body }: NonNullable<Trace['request']>,
): string {
  return [
    `curl -X POST ${quoted(`${apiUrl}/${version}/messages`)}`,
    '-u "$ACCESS_KEY:$SECRET_KEY"',
    `-H ${quoted(`content-type: ${contentType}`)}`,
    ...(idempotencyKey === null ? [] : [`-H ${quoted(`idempotency-key: ${idempotencyKey}`)}`]),
    `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ')
}
