import Link from 'next/link'
import { Moment } from '#components/time/moment.tsx'
import type { Mail } from '#domain/mail/read-mailbox.ts'
import { type LetterLine, letterLines } from './letter-lines.ts'

export function Letter({ mail, portalUrl }: { mail: Mail; portalUrl: string }) {
  return (
    <article className="min-w-0 rounded-md border border-line bg-surface px-5 py-4 sm:px-6">
      <Link href="/mailbox" className="link mb-3 inline-block text-13 rail:hidden">
        All mails
      </Link>
      <h2 className="text-16 font-semibold break-words">{mail.subject}</h2>
      <p className="mt-0.5 flex flex-wrap gap-x-3 border-b border-line pb-3.5 text-13 text-ink-3">
        <span className="break-all">To {mail.to}</span>
        <Moment at={mail.at.toISOString()} zone="UTC" as="fullMoment" className="num" />
      </p>
      <div className="mt-4 max-w-[64ch] break-words whitespace-pre-wrap">
        {letterLines(mail.body, portalUrl).map((line) => (
          <Line key={line.nth} {...line} />
        ))}
      </div>
    </article>
  )
}

function Line({ text, href }: LetterLine) {
  if (href === null) return <p className="min-h-5">{text}</p>
  return (
    <p>
      {/* A plain link, never fetched ahead: it may open something once. */}
      <a href={href} className="link num break-all">
        {text.trim()}
      </a>
    </p>
  )
}
