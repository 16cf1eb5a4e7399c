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
              <td className="font-medium card-wide">{key.name}</td>
              <td data-label="Access key" className="card-wide">
                <span className="inline-flex items-baseline gap-1">
                  <span className="num">{key.accessKey}</span>
                  <CopyButton text={key.accessKey} what="access key" />
                </span>
              </td>
              <td data-label="Secret" className="card-wide">
                <span className="num text-ink-3">…{key.secretLast4}</span>
              </td>
              <td data-label="Created" className="card-wide">
                <time dateTime={key.createdAt.toISOString()}>{date(key.createdAt.toISOString(), zone)}</time>
              </td>
              <td data-label="State" className="card-wide">
                {stateOf(key)}
              </td>
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
