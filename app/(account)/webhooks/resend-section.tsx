import { formatTotal } from '#components/money.ts'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { DeliveryDetail } from '#domain/webhooks/delivery-rows.ts'
import { ResendForm } from './resend-form.tsx'

/** What sending it again would do, beside the button that does. */
export function ResendSection({ scope, delivery }: { scope: Scope; delivery: DeliveryDetail }) {
  if (!may(scope, 'routing.manage')) return null
  const { id, status, attempts } = delivery
  const words = status === 'pending' ? 'Try now' : attempts > 0 ? 'Send again' : 'Send now'
  return <ResendForm key={id} id={id} words={words} hint={hintOf(delivery)} />
}

function hintOf({ status, heldWhy, releaseNanos }: DeliveryDetail): string | undefined {
  if (status === 'delivered') return 'It arrived already; a receiver that keeps ids drops it.'
  if (heldWhy === 'no_balance') return `It is charged as it goes out: ${formatTotal(releaseNanos)}.`
  if (heldWhy === 'no_url') return 'It goes to the URL that is in force now, for free.'
  return undefined
}
