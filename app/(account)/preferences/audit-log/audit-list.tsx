import Link from 'next/link'
import { AuditKeys } from '#components/audit/audit-keys.tsx'
import { AuditTable } from '#components/audit/audit-table.tsx'
import { AUDIT_PATH, type AuditView, auditHref } from '#components/audit/audit-view.ts'
import { QUIET } from '#components/ui/button.ts'
import { Empty } from '#components/ui/empty.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { isFiltered } from '#domain/audit/audit-filter.ts'
import { type AuditPage, COUNT_LIMIT } from '#domain/audit/audit-rows.ts'

type Props = { page: AuditPage; view: AuditView; zone: string }

export function AuditList({ page, view, zone }: Props) {
  if (page.rows.length === 0) return <Nothing view={view} count={page.count} />
  const beside = (at: Partial<AuditView>) => auditHref(view, { before: null, after: null, open: null, ...at })
  return (
    <section aria-label="Audit log" className="@container">
      <AuditKeys view={view}>
        <AuditTable rows={page.rows} view={view} zone={zone} />
      </AuditKeys>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 px-0.5 py-2.5 text-13 text-ink-3">
        <span>{counted(page.count)}</span>
        {page.newer ? (
          <Link href={beside({ after: page.newer })} className="link">
            Newer
          </Link>
        ) : null}
        {page.older ? (
          <Link href={beside({ before: page.older })} className="link">
            Older
          </Link>
        ) : (
          <span>The log begins here.</span>
        )}
        <span className="ml-auto max-rail:hidden">
          <Kbd>j</Kbd> <Kbd>k</Kbd> move <span className="ml-2" /> <Kbd>Enter</Kbd> open <span className="ml-2" />{' '}
          <Kbd>?</Kbd> all keys
        </span>
      </footer>
    </section>
  )
}

function Nothing({ view, count }: { view: AuditView; count: number }) {
  if (count === 0 && !isFiltered(view.filter)) {
    return (
      <Empty title="Nothing was changed yet">
        <p>
          Every change to this account appears here: who made it, from where, and what it was before and after. Making
          an API key or inviting somebody is one.
        </p>
      </Empty>
    )
  }
  return (
    <Empty title={count === 0 ? 'No row matches these filters' : 'No rows on this side'}>
      <p>
        {count === 0
          ? 'The log has rows, but none of them is all of this at once.'
          : `${counted(count)} match; this page is beyond the last of them.`}
      </p>
      <Link
        href={count === 0 ? AUDIT_PATH : auditHref(view, { before: null, after: null })}
        className={`${QUIET} w-fit`}
      >
        {count === 0 ? 'Clear filters' : 'Newest rows'}
      </Link>
    </Empty>
  )
}

function counted(count: number): string {
  if (count > COUNT_LIMIT) return `${COUNT_LIMIT.toLocaleString('en-US')}+ rows`
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`
}
