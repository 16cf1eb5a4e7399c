import Link from 'next/link'
import { messageHref } from '#components/table/log-href.ts'
import { Moment } from '#components/time/moment.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { formatNumber } from '#domain/numbers/format-number.ts'
import type { OptOut } from '#domain/optouts/list-opt-outs.ts'
import { SOURCE_WORDS } from '#domain/optouts/opt-out.ts'
import { asksForReason } from '#domain/optouts/remove-opt-out.ts'
import type { OptOutSettings } from '#domain/optouts/settings.ts'
import { toMessageRef } from '#lib/ids.ts'
import { StateMark } from './opt-out-table.tsx'
import { type OptOutView, viewHref } from './read-view.ts'
import { RemoveForm } from './remove-form.tsx'

type Props = { rows: OptOut[]; view: OptOutView; zone: string; settings: OptOutSettings; mayChange: boolean }

/** One of the page, with its whole story and the way to end it. */
export function OpenOptOut({ rows, view, zone, settings, mayChange }: Props) {
  const row = rows.find(({ id }) => id === view.open)
  const close = (
    <Link href={viewHref(view, { open: '' })} scroll={false} className="link text-13">
      Close
    </Link>
  )
  if (!row)
    return <Notice tone="hint">This opt-out is not on this page of the list, or not on your account. {close}</Notice>
  const { scope } = settings
  return (
    <Panel title={`${formatNumber(row.consumer)} from ${formatNumber(row.number)}`} aside={close}>
      <Facts facts={factsOf(row, zone)} />
      {scope === 'account' && row.removedAt === null ? (
        <p className="text-13 text-ink-2">It blocks every number of the account, by your setting below.</p>
      ) : null}
      {mayChange && row.removedAt === null ? (
        <RemoveForm id={row.id} consumer={formatNumber(row.consumer)} isAsked={asksForReason(row.source)} />
      ) : null}
    </Panel>
  )
}

function factsOf(row: OptOut, zone: string): Fact[] {
  const message = (id: string) => (
    <Link href={messageHref(toMessageRef(id))} className="link">
      the message
    </Link>
  )
  const since = <Moment key="since" at={row.at.toISOString()} zone={zone} as="fullMoment" />
  const facts: Fact[] = [
    ['State', <StateMark key="state" isLifted={row.removedAt !== null} />],
    ['Since', since],
    [
      'How',
      <span key="how">
        {SOURCE_WORDS[row.source]}
        {row.actor ? ` by ${row.actor}` : ''}
      </span>,
    ],
  ]
  if (row.messageId) facts.push(['Proof', message(row.messageId)])
  if (row.note) facts.push(['Note', row.note])
  if (!row.removedAt) return facts
  facts.push(['Lifted', <Moment key="lifted" at={row.removedAt.toISOString()} zone={zone} as="fullMoment" />])
  facts.push(['Lifted by', row.removedMessageId ? message(row.removedMessageId) : (row.removedBy ?? 'the consumer')])
  if (row.removedReason) facts.push(['Reason', row.removedReason])
  return facts
}
