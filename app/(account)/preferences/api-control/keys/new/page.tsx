import type { Metadata } from 'next'
import Link from 'next/link'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { KEYS_HREF } from '../key-href.ts'
import { readSettingsOptions } from '../settings-options.ts'
import { NewKeyForm } from './new-key-form.tsx'

export const metadata: Metadata = { title: 'New API key' }

export default async function NewKeyPage() {
  const session = await requireSession()
  if (!may(session.scope, 'keys.manage')) return <NotAllowed roles={PERMISSIONS['keys.manage']} />
  const zone = await readZone(session.account.timeZone)
  return (
    <div className="grid max-w-[36rem] gap-5">
      <div className="grid gap-1">
        <Link href={KEYS_HREF} className="link w-fit text-13">
          API control
        </Link>
        <PageHead title="New API key" note="As narrow as its work: it can be changed at any time" />
      </div>
      <NewKeyForm options={await readSettingsOptions(session, zone.name)} />
    </div>
  )
}
