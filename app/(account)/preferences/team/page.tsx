import type { Metadata } from 'next'
import { readZone } from '#app/_web/display.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { listInvitations } from '#domain/access/list-invitations.ts'
import { listMembers } from '#domain/access/list-members.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { ROLES } from '#domain/access/scope.ts'
import { now } from '#lib/time.ts'
import { InvitationTable } from './invitation-table.tsx'
import { InviteForm } from './invite-form.tsx'
import { MemberTable } from './member-table.tsx'
import { PermissionTable } from './permission-table.tsx'

export const metadata: Metadata = { title: 'Team' }

const DONE: Record<string, string> = {
  role: 'The role was changed. What they had open on this account has ended; they sign in with the new one.',
  removed: 'They are off this account, and what they had open here has ended. API keys that they made go on.',
  sent: 'The invitation was sent again, with a fresh link. The link before opens nothing any more.',
  revoked: 'The invitation was revoked. Its link opens nothing any more.',
}

export default async function TeamPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope, account, role, person } = await requireSession()
  if (!may(scope, 'members.read')) return <NotAllowed roles={PERMISSIONS['members.read']} />
  const mayManage = may(scope, 'members.manage')
  const { member, invitation, done } = await searchParams
  const [members, invitations, { name: zone }] = await Promise.all([
    listMembers(scope),
    mayManage ? listInvitations(scope) : [],
    readZone(account.timeZone),
  ])
  const roles = role === 'owner' ? ROLES : ROLES.filter((one) => one !== 'owner')
  const told = typeof done === 'string' ? DONE[done] : undefined
  return (
    <div className="grid max-w-[64rem] grid-cols-[minmax(0,1fr)] gap-6">
      <PageHead title="Team" note="Who is on this account, and what each of them may do" />
      {told ? <Notice tone="done">{told}</Notice> : null}
      <MemberTable
        members={members}
        you={{ id: person.id, role }}
        openId={mayManage && typeof member === 'string' ? member : null}
        mayManage={mayManage}
        roles={roles}
        zone={zone}
      />
      {mayManage ? (
        <Section title="Invitations">
          {invitations.length > 0 ? (
            <InvitationTable
              invitations={invitations}
              openId={typeof invitation === 'string' ? invitation : null}
              zone={zone}
              at={now()}
            />
          ) : null}
          <InviteForm roles={roles} />
        </Section>
      ) : null}
      <Section title="What each role may do">
        <PermissionTable />
      </Section>
    </div>
  )
}
