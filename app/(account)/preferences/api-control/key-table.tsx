import Link from 'next/link'
import { KeyStateMark } from '#components/key/key-state-mark.tsx'
import { scopesInShort } from '#components/key/key-words.ts'
import { LastUse } from '#components/key/last-use.tsx'
import { ModeBadge } from '#components/key/mode-badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { IDLE_DAYS, isIdle, stateOf } from '#domain/keys/key-state.ts'
import type { KeySummary } from '#domain/keys/list-keys.ts'
import { keyHref } from './keys/key-href.ts'

export function KeyTable({ keys, zone, at }: { keys: KeySummary[]; zone: string; at: Date }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">API keys of this account</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="sm:w-[148px]">
              Access key
            </th>
            <th scope="col" className="sm:w-[168px] sm:max-panel:hidden">
              May
            </th>
            <th scope="col" className="sm:w-[124px]">
              Last used
            </th>
            <th scope="col" className="sm:w-[152px] panel:w-[252px]">
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} zone={zone} at={at} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function KeyRow({ apiKey: key, zone, at }: { apiKey: KeySummary; zone: string; at: Date }) {
  const state = stateOf(key, at)
  const idle = isIdle(key, at)
  return (
    <tr className={state === 'revoked' || state === 'expired' ? 'text-ink-3' : ''}>
      <td className="card-wide" title={key.name}>
        <span className="flex min-w-0 items-baseline gap-2">
          <Link href={keyHref(key.id)} className="min-w-0 truncate font-medium text-ink hover:underline">
            {key.name}
          </Link>
          {key.mode === 'test' ? <ModeBadge mode={key.mode} /> : null}
        </span>
      </td>
      <td data-label="Access key" className="card-wide">
        <span className="inline-flex items-baseline gap-1">
          <span className="num">{key.accessKey}</span>
          <CopyButton text={key.accessKey} what="access key" />
          <span className="num text-ink-3">…{key.secretLast4}</span>
        </span>
      </td>
      <td data-label="May" className="card-wide text-ink-2 sm:max-panel:hidden" title={key.scopes.join(', ')}>
        {scopesInShort(key.scopes)}
      </td>
      <td data-label="Last used" className="card-wide">
        <LastUse use={key.lastUse} madeAt={key.createdAt} zone={zone} />
      </td>
      <td data-label="State" className="card-wide">
        {idle && state === 'active' ? (
          <span className="text-held">Not used for {IDLE_DAYS} days</span>
        ) : (
          <KeyStateMark state={state} life={key} zone={zone} />
        )}
      </td>
    </tr>
  )
}
