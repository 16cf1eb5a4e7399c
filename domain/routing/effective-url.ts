import type { Tx } from '#lib/db.ts'

export type UrlKind = 'sms_callback' | 'mms_callback' | 'sms_dlr_callback' | 'mms_dlr_callback'
export const URL_KINDS: readonly UrlKind[] = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback']

export type RequestUrl = { e164: string; kind: UrlKind; url: string }

/** A number's own URL wins over the account's (contract 5.6). Null: none is in force. */
export function pickUrl(urls: readonly RequestUrl[], e164: string, kind: UrlKind): string | null {
  const own = urls.find((one) => one.kind === kind && one.e164 === e164)
  const account = urls.find((one) => one.kind === kind && one.e164 === '')
  return (own ?? account)?.url ?? null
}

export async function effectiveUrl(tx: Tx, accountId: string, e164: string, kind: UrlKind): Promise<string | null> {
  const urls = await tx.query<RequestUrl>(
    {
      name: 'urls_of_number',
      text: "select e164, kind, url from request_urls where account_id = $1 and kind = $2 and e164 in ($3, '')",
    },
    [accountId, kind, e164],
  )
  return pickUrl(urls, e164, kind)
}

/** A URL and whose it is: why it is in force. */
export type UrlInForce = { url: string; origin: 'number' | 'account' }

export async function explainUrl(tx: Tx, accountId: string, e164: string, kind: UrlKind): Promise<UrlInForce | null> {
  const [row] = await tx.query<UrlInForce>(
    `select url, case e164 when '' then 'account' else 'number' end as origin from request_urls
     where account_id = $1 and kind = $2 and e164 in ($3, '') order by e164 desc limit 1`,
    [accountId, kind, e164],
  )
  return row ?? null
}
