import Link from 'next/link'
import { Fragment } from 'react'
import { roleWord } from '#components/layout/roles.ts'
import { date } from '#components/time/zone.ts'
import type { Invitation } from '#domain/access/list-invitations.ts'
import { InvitationForms } from './invitation-forms.tsx'

type Props = { invitations: Invitation[]; openId: string | null; zone: string; at: Date }

export function InvitationTable({ invitations, openId, zone, at }: Props) {
  return (
    <div className="ledger-frame">
      <table className="ledger cards">
        <caption className="sr-only">Invitations that nobody has accepted yet</caption>
        <thead>
          <tr>
            <th scope="col">Invited</th>
            <th scope="col">Role</th>
            <th scope="col">By</th>
            <th scope="col">Until</th>
            <th scope="col">
              <span className="sr-only">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => {
            const { id, email, role, invitedBy, expiresAt } = invitation
            const isOpen = id === openId
            const until = expiresAt.toISOString()
            return (
              <Fragment key={id}>
                <tr className={isOpen ? 'bg-sunk/50' : ''}>
                  <td className="card-wide sm:max-w-[20rem] font-medium">{email}</td>
                  <td data-label="Role" className="card-wide">
                    {roleWord(role)}
                  </td>
                  <td data-label="By" className="card-wide sm:max-w-[12rem]">
                    {invitedBy}
                  </td>
                  <td data-label="Until" className="card-wide">
                    {expiresAt > at ? (
                      <time dateTime={until}>{date(until, zone)}</time>
                    ) : (
                      <span className="text-held">Too old since {date(until, zone)}</span>
                    )}
                  </td>
                  <td className="card-wide text-right max-sm:text-left">
                    <Link
                      href={isOpen ? '/preferences/team' : `/preferences/team?invitation=${id}`}
                      scroll={false}
                      prefetch={false}
                      aria-expanded={isOpen}
                      className="link inline-flex min-h-6 items-center"
                    >
                      {isOpen ? 'Close' : 'Change'}
                      <span className="sr-only"> the invitation of {email}</span>
                    </Link>
                  </td>
                </tr>
                {isOpen ? (
                  <tr className="bg-sunk/50">
                    <td colSpan={5} className="card-wide whitespace-normal">
                      <InvitationForms id={id} />
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
