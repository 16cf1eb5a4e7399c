import Link from 'next/link'
import { numberHref } from '#components/number/number-words.ts'
import { isOfMessages } from '#components/webhook/endpoint-words.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { EndpointDetail } from '#domain/webhooks/endpoint-rows.ts'

const KINDS: Record<string, string> = {
  sms_callback: 'Inbound messages',
  sms_dlr_callback: 'Delivery receipts',
  mms_callback: 'Inbound MMS',
  mms_dlr_callback: 'MMS receipts',
  optout_callback: 'Opt-outs',
}

/** Where somebody would go to send events elsewhere. */
export function UrlsThere({ endpoint: { address, urls, urlCount } }: { endpoint: EndpointDetail }) {
  if (urls.length === 0)
    return (
      <p className="max-w-[72ch] text-13 text-ink-2">
        {isOfMessages(address)
          ? 'URLs that were given with single messages, as dlr_callback. They are not set anywhere.'
          : 'None any more. What waits here is still tried; new events go to the URLs that are set now.'}
      </p>
    )
  return (
    <div className="overflow-x-auto">
      <table className="parts">
        <caption className="sr-only">Request URLs with this address</caption>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">Events</th>
            <th scope="col">URL</th>
          </tr>
        </thead>
        <tbody>
          {urls.map(({ kind, e164, url }) => (
            <tr key={`${kind} ${e164}`}>
              <td className="whitespace-nowrap">
                {e164 === '' ? (
                  <Link href="/preferences/api-control" className="link">
                    The account
                  </Link>
                ) : (
                  <Link href={numberHref(e164)} className="link num">
                    {formatNumber(e164)}
                  </Link>
                )}
              </td>
              <td className="whitespace-nowrap text-ink-2">{KINDS[kind] ?? kind}</td>
              <td className="num break-all text-ink-2">{url}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {urlCount > urls.length ? (
        <p className="mt-2 text-13 text-ink-3">and {(urlCount - urls.length).toLocaleString('en-US')} more numbers.</p>
      ) : null}
    </div>
  )
}
