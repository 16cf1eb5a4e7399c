import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { EXPORTS_PATH } from '#components/export/export-paths.ts'
import { dailyName, filterInWords, written } from '#components/export/export-words.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { countExport } from '#domain/exports/count-export.ts'
import { MOST_AT_ONCE } from '#domain/exports/export-rows.ts'
import { messageQuery, readMessageFilter } from '#domain/reports/message-filter.ts'
import { ColumnFields } from './column-fields.tsx'
import { ExportForm } from './export-form.tsx'
import { ShapeFields } from './shape-fields.tsx'

export const metadata: Metadata = { title: 'New export' }

export default async function NewExportPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const filter = readMessageFilter(await searchParams)
  const { name: zone } = await readZone(account.timeZone)
  const count = await countExport(scope, { filter, filterZone: zone })
  const query = messageQuery(filter)
  return (
    <div className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-5">
      <header className="grid gap-1">
        <Link href={EXPORTS_PATH} className="link w-fit text-13">
          Exports
        </Link>
        <h1 className="text-20 font-semibold tracking-[-0.015em]">Export messages</h1>
        <p className="text-13 wrap-anywhere text-ink-2">
          {filterInWords(filter)} <span className="text-ink-3">· {countInWords(count)} ·</span>{' '}
          <Link href={`/messages?${query}`} className="link">
            Change the filter
          </Link>
        </p>
      </header>
      <ExportForm
        filter={[...query]}
        fitsAtOnce={count !== null && count <= MOST_AT_ONCE}
        usualName={dailyName({ ...filter, text: '' })}
        columns={<ColumnFields mayReadContent={may(scope, 'messages.content')} />}
        shape={<ShapeFields zone={zone} />}
      />
    </div>
  )
}

function countInWords(count: number | null): string {
  if (count === null) return 'so many that counting them takes a while'
  if (count > MOST_AT_ONCE) return `more than ${written(MOST_AT_ONCE)} messages`
  return count === 1 ? '1 message' : `${written(count)} messages`
}
