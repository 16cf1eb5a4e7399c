/** Which URL an event goes to: the message's own, else its number's, else the account's (contract 5.6). Decided here and nowhere else. */
import type { Tx } from '#lib/db.ts'

export const URL_KINDS = [
  'sms_callback',
  'mms_callback',
  'sms_dlr_callback',
  'mms_dlr_callback',
  'optout_callback',
] as const
export type UrlKind = (typeof URL_KINDS)[number]

/** `e164` '' is the account's default. */
export type RequestUrl = { e164: string; kind: UrlKind; url: string }

/** `from`: whose URL it is. */
export type EffectiveUrl = { url: string; from: 'message' | 'number' | 'account' }

/** Null: none is in force. `messageUrl` is what the send call asked for; only receipts know one. */
export function effectiveOf(
  urls: readonly RequestUrl[],
  { e164, kind, messageUrl = null }: { e164: string; kind: UrlKind; messageUrl?: string | null },
): EffectiveUrl | null {
  if (messageUrl !== null) return { url: messageUrl, from: 'message' }
  const own = e164 === '' ? undefined : urls.find((one) => one.kind === kind && one.e164 === e164)
  if (own) return { url: own.url, from: 'number' }
  const account = urls.find((one) => one.kind === kind && one.e164 === '')
  return account ? { url: account.url, from: 'account' } : null
}

/** The address alone. */
export function pickUrl(urls: readonly RequestUrl[], e164: string, kind: UrlKind): string | null {
  return effectiveOf(urls, { e164, kind })?.url ?? null
}

const URLS_OF_NUMBERS = {
  name: 'urls_of_numbers',
  text: 'select e164, kind, url from request_urls where account_id = $1 and kind = $2 and e164 = any($3::text[])',
}

/** What is set for these numbers and for the account, as it stands in this transaction: a change holds from the next message on. */
export function urlsOf(tx: Tx, accountId: string, kind: UrlKind, numbers: Iterable<string>): Promise<RequestUrl[]> {
  return tx.query<RequestUrl>(URLS_OF_NUMBERS, [accountId, kind, ['', ...numbers]])
}

export async function effectiveUrl(
  tx: Tx,
  accountId: string,
  e164: string,
  kind: UrlKind,
): Promise<EffectiveUrl | null> {
  return effectiveOf(await urlsOf(tx, accountId, kind, [e164]), { e164, kind })
}
