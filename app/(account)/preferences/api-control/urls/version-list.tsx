import { Moment } from '#components/time/moment.tsx'
import { QUIET } from '#components/ui/button.ts'
import type { UrlVersion } from '#domain/routing/list-url-versions.ts'
import { RollBackForm } from './roll-back-form.tsx'
import type { PageKind } from './url-words.ts'

type Props = { versions: UrlVersion[]; kind: PageKind; number: string; label: string; zone: string; mayChange: boolean }

const SHOWN = 4

/** Who set what and when, newest first; each but the newest can be set back. */
export function VersionList({ versions, kind, number, label, zone, mayChange }: Props) {
  const latest = versions[0]?.version
  if (latest === undefined) return null
  const older = versions.slice(SHOWN)
  const table = (rows: UrlVersion[], caption: string) => (
    <VersionTable rows={rows} latest={latest} caption={caption} zone={zone} mayChange={mayChange} />
  )
  return (
    <RollBackForm kind={kind} number={number} seen={latest}>
      {table(versions.slice(0, SHOWN), `Versions of the ${label}`)}
      {older.length > 0 ? (
        <details className="text-13">
          <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
            {older.length} earlier
          </summary>
          <div className="pt-2">{table(older, `Earlier versions of the ${label}`)}</div>
        </details>
      ) : null}
    </RollBackForm>
  )
}

type TableProps = { rows: UrlVersion[]; latest: number; caption: string; zone: string; mayChange: boolean }

function VersionTable({ rows, latest, caption, zone, mayChange }: TableProps) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[72px]">
              Version
            </th>
            <th scope="col">What</th>
            <th scope="col" className="sm:w-[148px]">
              Who
            </th>
            <th scope="col" className="sm:w-[132px]">
              When
            </th>
            <th scope="col" className="sm:w-[104px]">
              <span className="sr-only">Newest, or set back</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.version}>
              <td data-label="Version" className="num card-wide">
                {one.version}
              </td>
              <td data-label="What" className="card-wide">
                <What version={one} />
              </td>
              <td data-label="Who" className="card-wide" title={one.actorName}>
                {one.actorKind === 'key' ? 'Key ' : ''}
                {one.actorName}
              </td>
              <td data-label="When" className="card-wide">
                <Moment at={one.at.toISOString()} zone={zone} as="shortMoment" />
              </td>
              <td className="card-wide">
                {one.version === latest ? (
                  <span className="font-medium text-signal">{one.url === null ? 'Newest' : 'Set now'}</span>
                ) : mayChange ? (
                  <button
                    type="submit"
                    name="version"
                    value={one.version}
                    aria-label={`Set back to version ${one.version}`}
                    className={`${QUIET} my-0.5`}
                  >
                    Set back
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function What({ version: { url, fromVersion } }: { version: UrlVersion }) {
  const again = fromVersion === null ? '' : `Set back to version ${fromVersion}: `
  if (url === null) return <span>{again === '' ? 'Removed' : `${again}no URL`}</span>
  return (
    <span title={url}>
      {again}
      <span className="num break-all">{url}</span>
    </span>
  )
}
