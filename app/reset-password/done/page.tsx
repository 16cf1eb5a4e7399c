import type { Metadata } from 'next'
import Link from 'next/link'
import { Door } from '#components/layout/door.tsx'
import { PRIMARY } from '#components/ui/button.ts'

export const metadata: Metadata = { title: 'Password set' }

export default function PasswordSetPage() {
  return (
    <Door title="Your password is set" note="Every session has ended. Sign in with the new password to go on.">
      <Link href="/sign-in" className={`${PRIMARY} min-h-9`}>
        Sign in
      </Link>
    </Door>
  )
}
