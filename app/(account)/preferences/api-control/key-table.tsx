import { date } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import type { KeySummary } from '#domain/keys/list-keys.ts'

export function KeyTable({ keys, zone }: { keys: KeySummary[]; zone: string }) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">API keys of this account</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Access key</th>
            <th scope="col">Secret</th>
            <th scope="col">Created</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td className="font-medium">{key.name}</td>
              <td className="card-end">
                <span className="inline-flex items-baseline gap-1">
                  <span className="num">{key.accessKey}</span>
                  <CopyButton text={key.accessKey} what="access key" />
                </span>
              </td>
              <td>
                <span className="num text-ink-3">…{key.secretLast4}</span>
              </td>
              <td className="card-end">
                <time dateTime={key.createdAt.toISOString()}>{date(key.createdAt.toISOString(), zone)}</time>
              </td>
              <td className="card-wide">{stateOf(key)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function stateOf({ revokedAt, expiresAt }: KeySummary) {
  if (revokedAt) return <span className="text-failed">Revoked</span>
  if (expiresAt && expiresAt.getTime() < Date.now()) return <span className="text-failed">Expired</span>
  return <span className="text-delivered">Active</span>
}
