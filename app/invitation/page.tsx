import type { Metadata } from 'next'
import { readToken, type SearchParams } from '#app/_web/search-params.ts'
import { readPerson } from '#app/_web/session.ts'
import { TokenForm } from '#components/form/token-form.tsx'
import { Door } from '#components/layout/door.tsx'
import { LinkUsedUp } from '#components/layout/link-used-up.tsx'
import { roleWord } from '#components/layout/roles.ts'
import { PRIMARY } from '#components/ui/button.ts'
import { Facts } from '#components/ui/facts.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type InvitationSeen, readInvitation } from '#domain/access/read-invitation.ts'
import { accept, signOutToJoin } from './actions.ts'
import { JoinForm } from './join-form.tsx'

export const metadata: Metadata = { title: 'Invitation' }

export default async function InvitationPage({ searchParams }: { searchParams: SearchParams }) {
  const token = await readToken(searchParams)
  const invitation = await readInvitation(token)
  if (!invitation) return <LinkUsedUp ways={[{ href: '/', name: 'Go to the overview' }]} />
  const { accountName, role, invitedBy, email } = invitation
  return (
    <Door title="You are invited" note="To join an account on Longcode:">
      <Facts
        facts={[
          ['Account', accountName],
          ['Role', roleWord(role)],
          ['Invited by', invitedBy],
          [
            'For',
            <span key="email" className="break-all">
              {email}
            </span>,
          ],
        ]}
      />
      <NextStep token={token} invitation={invitation} />
    </Door>
  )
}

async function NextStep({ token, invitation: { email, isKnown } }: { token: string; invitation: InvitationSeen }) {
  const person = await readPerson()
  if (person?.person.email === email)
    return (
      <TokenForm token={token} action={accept} primary>
        Join the account
      </TokenForm>
    )
  if (person)
    return (
      <>
        <Notice tone="hint">
          You are signed in as <span className="break-all">{person.person.email}</span>. Only the person with the e-mail
          above can accept this.
        </Notice>
        <TokenForm token={token} action={signOutToJoin}>
          Sign out
        </TokenForm>
      </>
    )
  if (isKnown)
    return (
      <>
        <p className="text-13 text-ink-2">
          Somebody signs in with this e-mail already. If it is you, sign in to accept.
        </p>
        <a href={`/sign-in?next=${encodeURIComponent(`/invitation?token=${token}`)}`} className={`${PRIMARY} min-h-9`}>
          Sign in
        </a>
      </>
    )
  return <JoinForm token={token} email={email} />
}
