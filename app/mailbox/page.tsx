import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readCaller } from '#app/_web/caller.ts'
import { mailboxIsOpen } from '#app/_web/mailbox.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { Wordmark } from '#components/layout/mark.tsx'
import { PageHead } from '#components/layout/page-head.tsx'
import { Letter } from '#components/mail/letter.tsx'
import { MailList } from '#components/mail/mail-list.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { listMails, readMail } from '#domain/mail/read-mailbox.ts'
import { env } from '#lib/env.ts'

export const metadata: Metadata = { title: 'Mailbox' }

export default async function MailboxPage({ searchParams }: { searchParams: SearchParams }) {
  if (!(await mailboxIsOpen())) notFound()
  const origin = await readCaller()
  const { mail: wanted } = await searchParams
  const mails = await listMails(origin)
  const open = mails.find(({ id }) => id === wanted)
  return (
    <main className="mx-auto grid w-full max-w-[64rem] grid-cols-[minmax(0,1fr)] gap-5 px-4 py-8 sm:px-8">
      <Link href="/sign-in" className="justify-self-start rounded-md">
        <Wordmark />
      </Link>
      <PageHead title="Mailbox" note="What this system would send, if it had a mail server" />
      {mails.length === 0 ? (
        <Empty title="No mail yet">
          <p>
            Confirmations, invitations and warnings arrive here until SMTP_URL is set. To see the first one,{' '}
            <Link href="/sign-up" className="link">
              create an account
            </Link>
            .
          </p>
        </Empty>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 rail:grid-cols-[19rem_minmax(0,1fr)]">
          <MailList mails={mails} openId={open?.id ?? null} />
          {open ? <Letter mail={await readMail(origin, open.id)} portalUrl={env.portal.url} /> : null}
        </div>
      )}
    </main>
  )
}
