import { Moment } from '#components/time/moment.tsx'
import type { UrlVersion } from '#domain/routing/list-url-versions.ts'
import { RollBackForm } from './roll-back-form.tsx'
import type { PageKind } from './url-words.ts'

type Props = { versions: UrlVersion[]; kind: PageKind; number: string; label: string; zone: string; mayChange: boolean }

const SHOWN = 4

/** Who set what and when, newest first; each but the one in force can be set back. */
export function VersionList({ versions, ...rest }: Props) {
  const [newest, ...older] = [versions.slice(0, SHOWN), versions.slice(SHOWN)]
  if (versions.length === 0) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <VersionTable
        rows={newest}
        latest={versions[0]?.version ?? 0}
        caption={`Versions of the ${rest.label}`}
        {...rest}
      />
      {older[0] && older[0].length > 0 ? (
        <details className="text-13">
          <summary className="w-fit text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink">
            {older[0].length} earlier
          </summary>
          <div className="pt-2">
            <VersionTable
              rows={older[0]}
              latest={versions[0]?.version ?? 0}
              caption={`Earlier versions of the ${rest.label}`}
              {...rest}
            />
          </div>
        </details>
      ) : null}
    </div>
  )
}

type TableProps = Omit<Props, 'versions'> & { rows: UrlVersion[]; latest: number; caption: string }

function VersionTable({ rows, latest, caption, kind, number, zone, mayChange }: TableProps) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards table-fixed">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sm:w-[76px]">
              Version
            </th>
            <th scope="col">What</th>
            <th scope="col" className="sm:w-[148px]">
              Who
            </th>
            <th scope="col" className="sm:w-[148px]">
              When
            </th>
            <th scope="col" className="sm:w-[104px]">
              <span className="sr-only">In force, or set back</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.version}>
              <td className="num">{one.version}</td>
              <td className="card-wide">
                <What version={one} />
              </td>
              <td data-label="Who" className="card-wide" title={one.actorName}>
                {one.actorKind === 'key' ? 'key ' : ''}
                {one.actorName}
              </td>
              <td data-label="When" className="card-wide">
                <Moment at={one.at.toISOString()} zone={zone} as="shortMoment" />
              </td>
              <td className="card-wide">
                {one.version === latest ? (
                  <span className="font-medium text-signal">In force</span>
                ) : mayChange ? (
                  <RollBackForm kind={kind} number={number} version={one.version} seen={latest} />
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
