import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { ModeBadge } from '#components/key/mode-badge.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { listKeyRequests } from '#domain/keys/list-key-requests.ts'
import { readKey } from '#domain/keys/read-key.ts'
import { nullIfMissing } from '../../../../messages/open-message.tsx'
import { KEYS_HREF } from '../key-href.ts'
import { readSettingsOptions } from '../settings-options.ts'
import { Cockpit } from './cockpit.tsx'
import { KeyControls, RotateSection } from './key-controls.tsx'
import { KeyFacts } from './key-facts.tsx'
import { RequestLog } from './request-log.tsx'

export const metadata: Metadata = { title: 'API key' }

const PAGE = 50

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function KeyPage({ params, searchParams }: Props) {
  const session = await requireSession()
  const { scope, account } = session
  if (!may(scope, 'keys.read')) return <NotAllowed roles={PERMISSIONS['keys.read']} />
  const key = await readKey(scope, (await params).id).catch(nullIfMissing)
  if (!key) notFound()
  const { before } = await searchParams
  const olderThan = typeof before === 'string' ? before : ''
  const { name: zone } = await readZone(account.timeZone)
  const [log, options] = await Promise.all([
    listKeyRequests(scope, { id: key.id, olderThan, limit: PAGE }),
    readSettingsOptions(session, zone),
  ])
  const mayManage = may(scope, 'keys.manage')
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid gap-1">
        <Link href={KEYS_HREF} className="link w-fit text-13">
          API control
        </Link>
        <PageHead title={<span className="wrap-anywhere">{key.name}</span>} note={<ModeBadge mode={key.mode} />} />
        {key.description ? <p className="max-w-[64ch] text-13 wrap-anywhere text-ink-2">{key.description}</p> : null}
      </div>
      <KeyFacts apiKey={key} zone={zone} />
      {mayManage ? <RotateSection apiKey={key} options={options} zone={zone} /> : null}
      {key.cockpit ? <Cockpit apiKey={key} cockpit={key.cockpit} zone={zone} mayManage={mayManage} /> : null}
      {mayManage ? <KeyControls apiKey={key} options={options} zone={zone} /> : null}
      <Section title="Requests">
        <RequestLog apiKey={key} {...log} isFirst={olderThan === ''} zone={zone} />
      </Section>
    </article>
  )
}
