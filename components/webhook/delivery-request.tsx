import { CopyText } from '#components/ui/copy-text.tsx'
import type { DeliveryDetail } from '#domain/webhooks/delivery-rows.ts'
import { curlCommand } from './curl-command.ts'
import { HttpRequest } from './http-request.tsx'

const ALWAYS = { 'content-type': 'application/json', 'user-agent': 'Longcode' }

/** As the last try sent it; before the first, without what only a try knows. */
export function DeliveryRequest({ delivery: { id, url, body, tries: attempts } }: { delivery: DeliveryDetail }) {
  const last = attempts.at(-1)
  const headers = last?.requestHeaders ?? { ...ALWAYS, 'webhook-id': id }
  if (body === null)
    return <p className="text-13 text-ink-3">Your role does not show what messages say, and the request repeats it.</p>
  return (
    <>
      <HttpRequest url={last?.url ?? url} headers={headers} body={body} />
      {url === '' ? null : (
        <CopyText text={curlCommand({ url: last?.url ?? url, headers, body })} what="cURL command">
          Copy as cURL
        </CopyText>
      )}
    </>
  )
}
