'use client'

import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { Notice } from '#components/ui/notice.tsx'

/** In the place of the form that asked for a mail. The focus comes along, so that it is heard. */
export function MailSent({ to, what, mailbox }: { to: string; what: string; mailbox: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  return (
    <div ref={place} tabIndex={-1} role="status" className="grid gap-4 outline-none">
      <Notice tone="done">
        <p className="break-words">
          We have sent a mail to <strong className="font-semibold break-all">{to}</strong>. {what}
        </p>
      </Notice>
      <p className="text-13 text-ink-2">
        Nothing there after a few minutes? Look among the spam, then check the address and ask again.
      </p>
      {mailbox ? (
        <p className="text-13 text-ink-2">
          This system has no mail server:{' '}
          <Link href="/mailbox" className="link">
            open its mailbox
          </Link>
          .
        </p>
      ) : null}
    </div>
  )
}
