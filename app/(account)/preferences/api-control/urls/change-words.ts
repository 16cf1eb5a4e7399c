/** What a change of a request URL means, said right after it: where events go, and what inbound costs from now on (rule F17). */
import 'server-only'
import { text } from '#app/_web/action.ts'
import type { Scope } from '#domain/access/scope.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { readPrices } from '#domain/rates/read-prices.ts'
import { effectiveOf } from '#domain/routing/effective-url.ts'
import { readRequestUrls } from '#domain/routing/read-request-urls.ts'
import type { UrlPlace } from '#domain/routing/write-request-url.ts'
import { Refusal } from '#lib/refusals.ts'
import { inboundPrice } from './price-words.ts'
import { PAGE_KINDS } from './url-words.ts'

type Change = UrlPlace & { url: string | null }

/** Throws `not_found` for what no form of ours asks for. */
export function readPlace(form: FormData): UrlPlace {
  const kind = PAGE_KINDS.find((known) => known === text(form, 'kind'))
  const written = text(form, 'number')
  const number = written === '' ? null : parseNumber(written)
  if (!kind || (number && !number.ok)) throw new Refusal('not_found')
  return { e164: number?.e164 ?? '', kind }
}

export async function changed(scope: Scope, change: Change, form: FormData): Promise<string> {
  const first = change.url === null ? 'Removed.' : savedWords(change.url, form)
  return `${first} ${await meaning(scope, change)}`
}

export async function setBack(scope: Scope, change: Change): Promise<string> {
  const first = change.url === null ? 'Set back to no URL.' : `Set back to ${change.url}.`
  return `${first} ${await meaning(scope, change)}`
}

export async function adopted(scope: Scope, change: Change): Promise<string> {
  return `${change.url ?? 'It'} is the URL now. ${await meaning(scope, change)}`
}

function savedWords(url: string, form: FormData): string {
  if (!URL.canParse(text(form, 'tried')) || new URL(text(form, 'tried')).href !== new URL(url).href)
    return 'Saved. It was not tried before.'
  return text(form, 'tried_ok') === 'yes'
    ? 'Saved.'
    : 'Saved. Its test delivery failed, so events will fail until it is mended.'
}

async function meaning(scope: Scope, { e164, kind, url }: Change): Promise<string> {
  const rest = url === null && e164 !== '' ? effectiveOf(await readRequestUrls(scope), { e164, kind }) : null
  const where = rest ? `The account’s own is in force for this number now: ${rest.url}. ` : ''
  if (kind === 'optout_callback') return where || 'It holds from the next opt-out on.'
  if (kind !== 'sms_callback') return where || 'It holds from the next receipt on.'
  if (rest) return `${where}Inbound is still charged.`
  if (url === null)
    return e164 === ''
      ? 'From the next message on inbound is free and kept in the portal, except for numbers with a URL of their own.'
      : 'From the next message on inbound to this number is free and kept in the portal.'
  const number = parseNumber(e164)
  return `It holds from the next message on: from now on ${inboundPrice(await readPrices(scope), number.ok ? number.kind : null)}.`
}
