import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { Door } from '#components/layout/door.tsx'
import { readNewcomer } from '#domain/access/join-by-identity.ts'
import { env } from '#lib/env.ts'
import { readTicketCookie } from '../../../_web/ticket.ts'
import { JoinForm } from './join-form.tsx'

export const metadata: Metadata = { title: 'Not on an account yet' }

/** For somebody the identity provider knows and this portal does not. */
export default async function NewcomerPage() {
  const newcomer = await readNewcomer(await readTicketCookie())
  if (!newcomer) redirect('/sign-in?over=yes')
  const { identity, invitations } = newcomer
  const provider = env.oidc?.name ?? 'Your identity provider'
  return (
    <Door
      title={invitations.length > 0 ? 'You are invited' : 'No account knows you yet'}
      note={
        <>
          {provider} says that you are <span className="text-ink">{identity.email}</span>.
        </>
      }
      foot={
        <p>
          Another address?{' '}
          <Link className="link" href="/sign-in" prefetch={false}>
            Sign in another way
          </Link>
        </p>
      }
    >
      {invitations.length > 0 ? (
        <JoinForm invitations={invitations} />
      ) : (
        <p className="text-ink-2">
          Nobody on Longcode has this address, and no invitation waits for it. Ask an owner or administrator of your
          company’s account to invite exactly this address on their Team page, then come back the same way.
        </p>
      )}
    </Door>
  )
}
