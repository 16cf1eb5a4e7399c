import type { Metadata } from 'next'
import { readToken, type SearchParams } from '#app/_web/search-params.ts'
import { Door } from '#components/layout/door.tsx'
import { LinkUsedUp } from '#components/layout/link-used-up.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { readSignUp } from '#domain/access/confirm-sign-up.ts'
import { ConfirmForm } from './confirm-form.tsx'

export const metadata: Metadata = { title: 'Confirm your e-mail' }

const WAYS = [
  { href: '/sign-in', name: 'Sign in' },
  { href: '/sign-up', name: 'Sign up again' },
]

/** Only looks: programs that read mails open links before people do. */
export default async function ConfirmPage({ searchParams }: { searchParams: SearchParams }) {
  const token = await readToken(searchParams)
  const waiting = await readSignUp(token)
  if (!waiting) return <LinkUsedUp ways={WAYS} />
  return (
    <Door title="Confirm your e-mail" note="One step is left. It opens this account and signs you in:">
      <Facts
        facts={[
          ['Account', waiting.accountName],
          ['Owner', waiting.name],
          [
            'E-mail',
            <span key="email" className="break-all">
              {waiting.email}
            </span>,
          ],
        ]}
      />
      <ConfirmForm token={token} email={waiting.email} />
      <p className="text-13 text-ink-2">If these are not yours, close this page: nothing is made without the button.</p>
    </Door>
  )
}
