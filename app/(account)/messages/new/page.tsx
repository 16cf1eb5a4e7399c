import type { Metadata } from 'next'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { listNumbers, type OwnNumber } from '#domain/numbers/list-numbers.ts'
import { type Price, readPrices } from '#domain/rates/read-prices.ts'
import { sends } from '#domain/routing/parties.ts'
import { MessageTabs } from '../message-tabs.tsx'
import { type Sender, SendForm } from './send-form.tsx'

export const metadata: Metadata = { title: 'Send a message' }

export default async function NewMessagePage() {
  const { scope } = await requireSession()
  if (!may(scope, 'messages.send')) return <NotAllowed roles={PERMISSIONS['messages.send']} />
  const [numbers, prices] = await Promise.all([listNumbers(scope), readPrices(scope)])
  const senders = numbers.filter(sends).map((one) => toSender(one, prices))
  return (
    <div className="grid gap-5">
      <PageHead title="Send a message" />
      <MessageTabs current="/messages/new" />
      {senders.length > 0 ? (
        <SendForm senders={senders} idempotencyKey={crypto.randomUUID()} />
      ) : (
        <Empty title="No number to send from">
          <p>
            This account has no number that may send messages yet. A ported number is ready 3 to 5 days after its voice
            port.
          </p>
        </Empty>
      )}
    </div>
  )
}

function toSender({ e164, alias, kind }: OwnNumber, prices: Price[]): Sender {
  const name = alias ?? (kind === 'toll_free' ? 'toll-free' : null)
  const own = prices.filter(({ direction, numberKind }) => direction === 'outbound' && numberKind === kind)
  return {
    e164,
    label: name ? `${formatNumber(e164)}  ${name}` : formatNumber(e164),
    partNanos: Object.fromEntries(own.map(({ destination, partNanos }) => [destination, partNanos.toString()])),
  }
}
