import Link from 'next/link'
import { formatTotal } from '#components/money.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { OnlyThis } from '#components/ui/only-this.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { OwnNumberFilter } from '#domain/numbers/number-filter.ts'
import type { OwnNumberRow } from '#domain/numbers/own-number-rows.ts'
import { NumberStateMark, stateWord } from './number-state.tsx'
import { filterHref, type NumberView } from './number-view.ts'
import { KIND_WORDS, numberHref, placeOf, registrationShort, registrationWord } from './number-words.ts'

/** Here, where Tailwind reads them: how wide the columns are, and which give way on a narrow desk. */
export const PICK = '-m-1 inline-grid size-6 place-items-center align-middle'
export const PLACE = 'order-5 sm:w-[132px] sm:@min-[70rem]:w-[188px] sm:@max-[58rem]:hidden card-wide'
export const REGISTRATION = 'sm:w-[112px] sm:@max-[64rem]:hidden card-hide'
export const MESSAGES = 'right sm:w-[80px] sm:@max-[50rem]:hidden card-hide'
export const COST = 'right sm:w-[76px] sm:@max-[50rem]:hidden'

export function NumberRow({ row, view, mayEdit }: { row: OwnNumberRow; view: NumberView; mayEdit: boolean }) {
  const { e164, kind, messagingState, registration } = row
  const written = formatNumber(e164)
  const place = placeOf(row)
  const only = (change: Partial<OwnNumberFilter>, what: string) => (
    <span className="card-hide shrink-0">
      <OnlyThis href={filterHref(view, change)} what={what} inTable />
    </span>
  )
  return (
    <tr className="message-row number-row group relative">
      {mayEdit ? (
        <td className="order-1 text-clip">
          {/* A target as large as a finger needs it; the row's own link lies under it. */}
          <label className={`relative z-[1] ${PICK}`}>
            <input
              type="checkbox"
              name="n"
              value={e164.slice(1)}
              aria-label={`Choose ${written}`}
              className="size-4 accent-signal"
            />
          </label>
        </td>
      ) : null}
      <td className={`order-2 ${mayEdit ? '' : 'card-two'}`}>
        <span className="inline-flex items-baseline gap-1">
          {/* The link is as large as its row: a click anywhere opens it, without JavaScript as well. */}
          <Link
            href={numberHref(e164)}
            prefetch={false}
            data-open={e164}
            className="num rounded-sm font-medium after:absolute after:inset-0"
          >
            {written}
          </Link>
          <span className="relative z-[1]">
            <CopyButton text={e164} what={e164} />
          </span>
        </span>
      </td>
      <td className={`order-4 ${row.alias || row.tags.length > 0 ? 'card-wide' : 'card-hide'}`}>
        <span className="flex items-baseline gap-1.5">
          {row.alias ? (
            <span className="min-w-0 truncate" title={row.alias}>
              {row.alias}
            </span>
          ) : null}
          {row.tags.slice(0, 1).map((tag) => (
            <Link
              key={tag}
              href={filterHref(view, { tag })}
              prefetch={false}
              tabIndex={-1}
              title={`Only the tag ${tag}`}
              className="relative z-[1] -my-0.5 max-w-[8rem] shrink-0 truncate rounded-sm bg-sunk px-1.5 text-12 leading-6 text-ink-2 hover:text-ink"
            >
              {tag}
            </Link>
          ))}
          {row.tags.length > 1 ? (
            <span className="shrink-0 text-12 text-ink-3" title={row.tags.join(', ')}>
              +{row.tags.length - 1}
            </span>
          ) : null}
          {!row.alias && row.tags.length === 0 ? <span className="text-ink-3 max-sm:hidden">–</span> : null}
        </span>
      </td>
      <td className={PLACE} title={place ?? undefined}>
        <span className="flex items-baseline gap-1">
          <span className="min-w-0 truncate text-ink-2">
            {KIND_WORDS[kind]}
            {place ? <span className="text-ink-3"> · {place}</span> : null}
          </span>
          {only({ type: kind }, KIND_WORDS[kind])}
        </span>
      </td>
      <td className="card-end order-3 text-clip">
        <span className="inline-flex items-baseline gap-1">
          <NumberStateMark state={messagingState} />
          {only({ state: messagingState }, stateWord(messagingState))}
        </span>
      </td>
      <td className={REGISTRATION}>
        <span className="flex items-baseline gap-1 text-ink-2">
          <span title={registrationWord(kind, registration)}>{registrationShort(kind, registration)}</span>
          {only({ registration }, registrationWord(kind, registration))}
        </span>
      </td>
      <td className="card-two order-6" title={row.url?.url}>
        <UrlCell row={row} view={view} />
      </td>
      <td className={MESSAGES}>
        <span className={row.messages === 0 ? 'text-ink-3' : 'num'}>{row.messages.toLocaleString('en-US')}</span>
      </td>
      <td className={`${COST} card-end order-7`}>
        <span className={row.costNanos === '0' ? 'text-ink-3' : 'num'}>{formatTotal(row.costNanos)}</span>
      </td>
    </tr>
  )
}

function UrlCell({ row: { url }, view }: { row: OwnNumberRow; view: NumberView }) {
  const origin = url?.origin ?? 'none'
  return (
    <span className="flex items-baseline gap-1">
      {url ? (
        <span className="num min-w-0 truncate text-ink-2">{url.url.replace(/^https:\/\//, '')}</span>
      ) : (
        <span className="text-ink-3">None: inbound is free</span>
      )}
      {url?.origin === 'account' ? <span className="shrink-0 text-12 text-ink-3">account’s</span> : null}
      <span className="card-hide shrink-0">
        <OnlyThis
          href={filterHref(view, { url: origin })}
          what={origin === 'none' ? 'numbers without a URL' : `URLs of the ${origin}`}
          inTable
        />
      </span>
    </span>
  )
}
