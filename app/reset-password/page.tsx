import type { Metadata } from 'next'
import Link from 'next/link'
import { Door } from '#components/layout/door.tsx'
import { mailboxIsOpen } from '../_web/mailbox.ts'
import { ResetForm } from './reset-form.tsx'

export const metadata: Metadata = { title: 'Forgot your password' }

export default async function ResetPasswordPage() {
  return (
    <Door
      title="Forgot your password"
      note="We send a link to your e-mail; with it you set a new one."
      foot={
        <p>
          <Link className="link" href="/sign-in">
            Back to sign in
          </Link>
        </p>
      }
    >
      <ResetForm mailbox={await mailboxIsOpen()} />
    </Door>
  )
}
