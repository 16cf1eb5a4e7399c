import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { AuditFilters } from '#components/audit/audit-filters.tsx'
import { exportHref } from '#components/audit/audit-view.ts'
import { QUIET } from '#components/ui/button.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listAudit, listAuditActors } from '#domain/audit/list-audit.ts'
import { AuditList } from './audit-list.tsx'
import { OpenEntry } from './open-entry.tsx'
import { cleanHref, readView } from './read-view.ts'
import { VerifyForm } from './verify-form.tsx'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditLogPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'audit.read')) return <NotAllowed roles={PERMISSIONS['audit.read']} />
  const given = await searchParams
  const view = readView(given)
  const clean = cleanHref(given, view)
  if (clean) redirect(clean)
  const zone = (await readZone(account.timeZone)).name
  const [page, actors] = await Promise.all([listAudit(scope, { ...view, zone }), listAuditActors(scope)])
  const { open } = view
  return (
    <div className={open ? 'panel:grid panel:grid-cols-[minmax(0,1fr)_384px] panel:gap-6' : ''}>
      {open ? <h1 className="sr-only panel:hidden">Audit log</h1> : null}
      <div className={`grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 ${open ? 'max-panel:hidden' : ''}`}>
        <VerifyForm>
          <a href={exportHref(view, 'csv')} download className={QUIET}>
            Export CSV
          </a>
          <a href={exportHref(view, 'jsonl')} download className={QUIET}>
            Export JSON
          </a>
        </VerifyForm>
        <AuditFilters view={view} actors={actors} zone={zone} />
        <AuditList page={page} view={view} zone={zone} />
      </div>
      {open ? <OpenEntry key={open} scope={scope} seq={open} view={view} zone={zone} /> : null}
    </div>
  )
}
