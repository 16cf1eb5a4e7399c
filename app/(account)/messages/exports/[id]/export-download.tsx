import { Download } from 'lucide-react'
import { exportHref } from '#components/export/export-paths.ts'
import { sizeInWords, written } from '#components/export/export-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { PRIMARY, QUIET } from '#components/ui/button.ts'
import { Notice } from '#components/ui/notice.tsx'
import { PERMISSIONS } from '#domain/access/permissions.ts'
import type { ExportDetail } from '#domain/exports/export-rows.ts'

type Props = { of: ExportDetail; zone: string; mayHave: boolean }

export function ExportDownload({ of, zone, mayHave }: Props) {
  const href = exportHref(of.id)
  if (!mayHave) {
    return (
      <Notice tone="hint">
        The file holds what messages say, which your role may not see. It can be had by:{' '}
        {PERMISSIONS['messages.content'].join(', ').replace('_', ' ')}.
      </Notice>
    )
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <a href={`${href}/file`} download className={`${PRIMARY} min-h-9 px-4`}>
          <Download className="size-4" strokeWidth={1.5} aria-hidden="true" />
          Download, {sizeInWords(of.storedBytes)}
        </a>
        <a href={`${href}/manifest`} download className={`${QUIET} min-h-9`}>
          Manifest
        </a>
        {of.expiresAt ? (
          <span className="text-13 text-ink-3">
            Until <Moment at={of.expiresAt.toISOString()} zone={zone} as="shortMoment" />
          </span>
        ) : null}
      </div>
      {of.parts.length > 1 ? (
        <details>
          <summary className="w-fit cursor-pointer text-13 text-ink-2">In {of.parts.length} parts</summary>
          <p className="mt-2 max-w-[72ch] text-13 text-ink-3">
            The head of the columns stands in the first. One after the other they are the whole file, compressed as they
            are.
          </p>
          <ul className="mt-2 grid gap-1 text-13">
            {of.parts.map(({ number, rows, storedBytes }) => (
              <li key={number}>
                <a href={`${href}/file?part=${number}`} download className="link">
                  Part {number}
                </a>{' '}
                <span className="text-ink-3">
                  {written(rows)} rows, {sizeInWords(storedBytes)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}
