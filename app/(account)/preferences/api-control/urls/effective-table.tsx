import { CopyButton } from '#components/ui/copy-button.tsx'
import type { EffectiveUrl } from '#domain/routing/effective-url.ts'
import { KIND_WORDS, PAGE_KINDS, type PageKind } from './url-words.ts'

/** Where the events of a number go, and why there. */
export function EffectiveTable({ urls }: { urls: Record<PageKind, EffectiveUrl | null> }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">Request URLs in force for this number</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[148px]">
              Event
            </th>
            <th scope="col">Goes to</th>
            <th scope="col" className="sm:w-[300px]">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {PAGE_KINDS.map((kind) => {
            const found = urls[kind]
            return (
              <tr key={kind}>
                <td className="font-medium">{KIND_WORDS[kind].event}</td>
                <td className="card-wide" title={found?.url}>
                  {found ? (
                    <>
                      <span className="num break-all">{found.url}</span> <CopyButton text={found.url} what="URL" />
                    </>
                  ) : (
                    <span className="text-ink-3">{NOWHERE[kind]}</span>
                  )}
                </td>
                <td data-label="Why" className="card-wide text-ink-2">
                  {WHY[found?.from ?? 'none']}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const NOWHERE: Record<PageKind, string> = {
  sms_callback: 'Nowhere: kept in the portal, for free',
  sms_dlr_callback: 'Nowhere: shown in the portal',
  optout_callback: 'Nowhere: shown in the portal',
}

const WHY = {
  message: 'The message asked for it.',
  number: 'Set for this number, which wins over the account’s.',
  account: 'The account’s own: this number has none.',
  none: 'Neither this number nor the account has one.',
}
