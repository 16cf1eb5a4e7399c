import { CircleAlert, CircleCheck, X } from 'lucide-react'
import Link from 'next/link'
import { clock, date, fullMoment, zoneName } from '#components/time/zone.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { OnlyThis } from '#components/ui/only-this.tsx'
import { Section } from '#components/ui/section.tsx'
import type { AuditDetail } from '#domain/audit/audit-rows.ts'
import { readFields } from '#domain/audit/field-words.ts'
import { eventWord, sentenceOf } from '#domain/audit/sentence.ts'
import { type AuditView, auditHref, filterHref } from './audit-view.ts'
import { deviceOf, momentIn, roleOf } from './audit-words.ts'

type Props = { entry: AuditDetail; view: AuditView; zone: string }

export function AuditPanel({ entry, view, zone }: Props) {
  return (
    <>
      <header className="flex items-start gap-1">
        <h2 className="min-w-0 flex-1 text-16 font-semibold break-words">
          {entry.actor.name} {sentenceOf(entry, momentIn(zone))}
        </h2>
        <Link
          href={auditHref(view, { open: null })}
          scroll={false}
          aria-label="Close"
          title="Close (Esc)"
          className="-mr-2 grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
        >
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </Link>
      </header>
      <Facts facts={factsOf({ entry, view, zone })} />
      <Section title="Before and after">
        <Comparison entry={entry} zone={zone} />
      </Section>
      <Section title="Place in the chain">
        <ChainLink entry={entry} view={view} />
      </Section>
    </>
  )
}

function factsOf({ entry, view, zone }: Props): Fact[] {
  const device = deviceOf(entry)
  const { actor, address, agent, action, object, at } = entry
  const as = roleOf(entry)
  const facts: Fact[] = [
    [
      'When',
      <time key="at" dateTime={at} title={fullMoment(at, zone)}>
        <span className="num">
          {date(at, zone)}, {clock(at, zone)}
        </span>{' '}
        <span className="text-ink-3">{zoneName(zone)}</span>
      </time>,
    ],
    ['Who', [<Text key="who">{actor.name}</Text>, only({ actor: actor.id }, actor.name)]],
  ]
  if (as) facts.push(['Acting as', as])
  if (address)
    facts.push([
      'From',
      [
        <span key="address" className="num break-all">
          {address}
        </span>,
        <CopyButton key="copy" text={address} what="address" />,
      ],
    ])
  if (device)
    facts.push([
      'With',
      <span key="agent" title={agent ?? undefined} className="break-words">
        {device}
      </span>,
    ])
  facts.push(
    ['Event', [<Text key="event">{eventWord(action)}</Text>, only({ event: action }, `“${eventWord(action)}”`)]],
    [
      'Object',
      [
        <span key="object" className="num min-w-0 break-all">
          {object}
        </span>,
        only({ object }, object),
      ],
    ],
  )
  return facts

  function only(change: Partial<AuditView['filter']>, what: string) {
    return <OnlyThis key="only" href={filterHref(view, change)} what={what} />
  }
}

function Text({ children }: { children: string }) {
  return <span className="min-w-0 break-words">{children}</span>
}

function Comparison({ entry, zone }: { entry: AuditDetail; zone: string }) {
  const fields = readFields(entry, momentIn(zone))
  if (fields.length === 0) return <p className="text-13 text-ink-3">Nothing beyond the sentence was noted.</p>
  const hasBefore = entry.before !== null
  return (
    <table className="parts table-fixed">
      <caption className="sr-only">Fields before and after</caption>
      <thead>
        <tr>
          <th scope="col" className="w-[28%]">
            Field
          </th>
          {hasBefore ? <th scope="col">Before</th> : null}
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, before, after, changed }) => (
          <tr key={name}>
            <th scope="row" className="text-ink-3">
              <span className="break-words">{name}</span>
            </th>
            {hasBefore ? <td className="break-words text-ink-2">{before ?? '–'}</td> : null}
            <td className={`break-words ${changed ? 'text-ink' : 'text-ink-2'}`}>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ChainLink({ entry: { seq, fits, hash, previousHash }, view }: { entry: AuditDetail; view: AuditView }) {
  const Icon = fits ? CircleCheck : CircleAlert
  return (
    <>
      <p className={`flex gap-2 text-13 ${fits ? 'text-delivered' : 'text-failed'}`}>
        <Icon className="mt-0.5 size-4 shrink-0" strokeWidth={1.5} aria-hidden="true" />
        {fits
          ? 'Its hash fits what it says and the row before it.'
          : 'Its hash does not fit what it says and the row before it. Verify the chain to learn what happened.'}
      </p>
      <Facts
        facts={[
          ['Row', <span key="seq" className="num">{`${seq}`}</span>],
          ['Hash', <Hash key="hash" text={hash} what="hash" />],
          ['Row before', <Hash key="previous" text={previousHash} what="hash of the row before" />],
        ]}
      />
      <nav aria-label="Rows beside this one" className="flex gap-4 text-13">
        {seq > 1 ? (
          <Link href={auditHref(view, { open: seq - 1 })} scroll={false} className="link">
            Row {seq - 1}
          </Link>
        ) : null}
        <Link href={auditHref(view, { open: seq + 1 })} scroll={false} className="link">
          Row {seq + 1}
        </Link>
      </nav>
    </>
  )
}

function Hash({ text, what }: { text: string; what: string }) {
  return (
    <span className="flex min-w-0 items-start gap-1">
      <span className="num min-w-0 text-12 break-all text-ink-2">{text}</span>
      <CopyButton text={text} what={what} />
    </span>
  )
}
