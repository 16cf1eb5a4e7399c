import Link from 'next/link'
import { Fragment } from 'react'
import { roleWord } from '#components/layout/roles.ts'
import { Moment } from '#components/time/moment.tsx'
import { date } from '#components/time/zone.ts'
import type { Member } from '#domain/access/list-members.ts'
import type { Role } from '#domain/access/scope.ts'
import { MemberForms } from './member-forms.tsx'

type Props = {
  members: Member[]
  you: { id: string; role: Role }
  /** The member whose forms stand below their row. */
  openId: string | null
  mayManage: boolean
  /** Those that may be handed out here. */
  roles: readonly Role[]
  zone: string
}

export function MemberTable({ members, you, openId, mayManage, roles, zone }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Members of this account</caption>
        <thead>
          <tr>
            <th scope="col">Member</th>
            <th scope="col">Role</th>
            <th scope="col">Second factor</th>
            <th scope="col">Last seen</th>
            <th scope="col">Since</th>
            {mayManage ? (
              <th scope="col">
                <span className="sr-only">Change</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => {
            const isYou = member.id === you.id
            // An owner’s role is for owners to change.
            const mayChange = mayManage && (you.role === 'owner' || member.role !== 'owner')
            const isOpen = mayChange && member.id === openId
            return (
              <Fragment key={member.id}>
                <tr className={isOpen ? 'bg-sunk/50' : ''}>
                  <td className="card-wide sm:max-w-[20rem]">
                    <span className="block truncate font-medium">
                      {member.name}
                      {isYou ? <span className="font-normal text-ink-3"> (you)</span> : null}
                    </span>
                    <span className="block truncate text-ink-3">{member.email}</span>
                  </td>
                  <td data-label="Role" className="card-wide">
                    {roleWord(member.role)}
                  </td>
                  <td data-label="Second factor" className="card-wide">
                    {member.hasFactor ? (
                      <span className="text-delivered">Set up</span>
                    ) : (
                      <span className="text-ink-3">None</span>
                    )}
                  </td>
                  <td data-label="Last seen" className="card-wide">
                    {member.seenAt ? (
                      <Moment at={member.seenAt.toISOString()} zone={zone} as="shortMoment" />
                    ) : (
                      <span className="text-ink-3">Not yet</span>
                    )}
                  </td>
                  <td data-label="Since" className="card-wide">
                    <time dateTime={member.since.toISOString()}>{date(member.since.toISOString(), zone)}</time>
                  </td>
                  {mayManage ? (
                    <td className="card-wide text-right max-sm:text-left">
                      {mayChange ? <Toggle member={member} isOpen={isOpen} /> : null}
                    </td>
                  ) : null}
                </tr>
                {isOpen ? (
                  <tr className="bg-sunk/50">
                    <td colSpan={6} className="card-wide whitespace-normal">
                      <MemberForms member={member} roles={roles} isYou={isYou} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Toggle({ member, isOpen }: { member: Member; isOpen: boolean }) {
  return (
    <Link
      href={isOpen ? '/preferences/team' : `/preferences/team?member=${member.id}`}
      scroll={false}
      prefetch={false}
      aria-expanded={isOpen}
      className="link inline-flex min-h-6 items-center"
    >
      {isOpen ? 'Close' : 'Change'}
      <span className="sr-only"> {member.name}</span>
    </Link>
  )
}
