import type { Metadata } from 'next'
import { readToken, type SearchParams } from '#app/_web/search-params.ts'
import { Door } from '#components/layout/door.tsx'
import { LinkUsedUp } from '#components/layout/link-used-up.tsx'
import { readReset } from '#domain/access/reset-password.ts'
import { NewPasswordForm } from './new-password-form.tsx'

export const metadata: Metadata = { title: 'Set a new password' }

const WAYS = [
  { href: '/reset-password', name: 'Ask for a new link' },
  { href: '/sign-in', name: 'Sign in' },
]

export default async function NewPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const token = await readToken(searchParams)
  const reset = await readReset(token)
  if (!reset) return <LinkUsedUp ways={WAYS} />
  return (
    <Door title="Set a new password" note={<span className="break-all">For {reset.email}</span>}>
      <NewPasswordForm token={token} email={reset.email} />
    </Door>
  )
}
