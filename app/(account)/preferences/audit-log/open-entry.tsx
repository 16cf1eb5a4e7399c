import Link from 'next/link'
import { AuditPanel } from '#components/audit/audit-panel.tsx'
import { type AuditView, auditHref } from '#components/audit/audit-view.ts'
import { SidePanel } from '#components/ui/side-panel.tsx'
import type { Scope } from '#domain/access/scope.ts'
import { readAudit } from '#domain/audit/read-audit.ts'
import { nullIfMissing } from '../../messages/open-message.tsx'

type Props = { scope: Scope; seq: number; view: AuditView; zone: string }

export async function OpenEntry({ scope, seq, view, zone }: Props) {
  const entry = await readAudit(scope, seq).catch(nullIfMissing)
  return (
    <SidePanel label={`Row ${seq}`}>
      {entry ? (
        <AuditPanel entry={entry} view={view} zone={zone} />
      ) : (
        <>
          <h2 className="text-16 font-semibold">No row {seq}</h2>
          <p className="text-ink-2">
            This account’s audit log has no such row. Verify the chain to learn whether it had one.
          </p>
          <Link href={auditHref(view, { open: null })} scroll={false} className="link w-fit">
            Close
          </Link>
        </>
      )}
    </SidePanel>
  )
}
