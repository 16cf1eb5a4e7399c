import type { NumberKind } from '#domain/numbers/nanp.ts'
import type { Price } from '#domain/rates/read-prices.ts'
import type { UrlVersion } from '#domain/routing/list-url-versions.ts'
import type { CopiesView } from '#domain/routing/read-copies.ts'
import { Candidate } from './candidate.tsx'
import { inboundPrice } from './price-words.ts'
import { UrlForm } from './url-form.tsx'
import { KIND_WORDS, type PageKind } from './url-words.ts'
import { VersionList } from './version-list.tsx'

type Props = {
  kind: PageKind
  /** '' for the account. */
  number: string
  numberKind: NumberKind | null
  /** Of this place; null where none is set. */
  url: string | null
  versions: UrlVersion[]
  copies: CopiesView[]
  prices: Price[]
  zone: string
  mayChange: boolean
}

/** One URL of the account or of a number: try it, set it, and see or set back what it was. */
export function UrlEditor({ kind, number, numberKind, url, versions, copies, prices, zone, mayChange }: Props) {
  const { label, example } = KIND_WORDS[kind]
  const own = versions.filter((one) => one.kind === kind)
  const hint = hintOf(kind, number, url, inboundPrice(prices, numberKind))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {mayChange ? (
        <UrlForm
          kind={kind}
          number={number}
          label={label}
          hint={hint}
          example={example}
          url={url ?? ''}
          seen={own[0]?.version ?? 0}
        />
      ) : (
        <div className="grid gap-1">
          <p className="font-medium">{label}</p>
          <p className="max-w-[72ch] text-13 text-ink-2">{hint}</p>
          <p className="num break-all">{url ?? 'None'}</p>
        </div>
      )}
      <VersionList versions={own} kind={kind} number={number} label={label} zone={zone} mayChange={mayChange} />
      {kind === 'optout_callback' ? null : (
        <Candidate
          kind={kind}
          number={number}
          url={url}
          seen={own[0]?.version ?? 0}
          copies={copies.find((one) => one.kind === kind) ?? null}
          zone={zone}
          mayChange={mayChange}
        />
      )}
    </div>
  )
}

function hintOf(kind: PageKind, number: string, url: string | null, price: string): string {
  const whose = 'unless its number has a URL of its own'
  if (kind === 'optout_callback')
    return number === ''
      ? 'Longcode posts who opts out of your messages and who comes back. Without it, these events are kept in the portal and in the feed of events.'
      : 'Longcode posts who opts out of this number’s messages and who comes back. Without it, the account’s own is used.'
  if (kind === 'sms_dlr_callback')
    return number === ''
      ? 'Longcode posts what became of each message you send. Without it, receipts are shown in the portal only.'
      : 'Longcode posts what became of messages sent from this number. Without it, the account’s own is used.'
  if (url !== null && number !== '')
    return `Longcode posts this number’s inbound messages here and nowhere else, and ${price}. Without it the account’s own is used; inbound is free while neither is set.`
  if (url !== null)
    return `Longcode posts every inbound message here, ${whose}, and ${price}. Remove the URL and inbound is free: messages are then kept in the portal.`
  return number === ''
    ? `Inbound is free while no URL is set: messages are kept in the portal. Once it is set, Longcode posts every inbound message there, ${whose}, and ${price}.`
    : `Set one to send this number’s inbound messages somewhere else than the account’s. Inbound is free while neither is set; with one, ${price}.`
}
