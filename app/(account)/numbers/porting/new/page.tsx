import type { Metadata } from 'next'
import Link from 'next/link'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PORTING_HREF } from '#components/port/port-words.ts'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { NewPortForm } from './new-port-form.tsx'

export const metadata: Metadata = { title: 'Port numbers in' }

export default async function NewPortPage() {
  const { scope } = await requireSession()
  if (!may(scope, 'numbers.manage')) return <NotAllowed roles={PERMISSIONS['numbers.manage']} />
  return (
    <div className="grid max-w-[44rem] grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-1">
        <Link href={PORTING_HREF} className="link w-fit text-13">
          Porting in
        </Link>
        <PageHead title="Port numbers in" note="Long codes of the US and Canada, and toll-free numbers" />
      </div>
      <NewPortForm />
    </div>
  )
}
