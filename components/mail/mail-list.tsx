import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import type { MailHead } from '#domain/mail/read-mailbox.ts'

/** Newest first. On a phone an open letter takes its place. */
export function MailList({ mails, openId }: { mails: MailHead[]; openId: string | null }) {
  return (
    <ul
      aria-label="Mails"
      className={`divide-y divide-line overflow-hidden rounded-md border border-line bg-surface ${openId ? 'max-rail:hidden' : 'rail:col-span-2'}`}
    >
      {mails.map(({ id, to, subject, at }) => (
        <li key={id}>
          <Link
            href={`/mailbox?mail=${id}`}
            prefetch={false}
            aria-current={id === openId ? 'true' : undefined}
            className="grid grid-cols-[minmax(0,1fr)] gap-0.5 px-3.5 py-2.5 -outline-offset-2 hover:bg-sunk/60 aria-[current]:bg-sunk aria-[current]:shadow-[inset_2px_0_var(--signal)]"
          >
            <span className="flex items-baseline justify-between gap-3 text-12 text-ink-3">
              <span className="truncate">{to}</span>
              <Moment at={at.toISOString()} zone="UTC" as="shortMoment" className="num shrink-0" />
            </span>
            <span className="truncate font-medium">{subject}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
