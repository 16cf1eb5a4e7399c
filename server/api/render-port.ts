/** Port orders as clients read them: ids are integers as digits, numbers have no `+` (contract 4), the PIN is never among it. */
import { EXCEPTIONS } from '#domain/porting/exceptions.ts'
import type { GroupNumber } from '#domain/porting/list-group-numbers.ts'
import type { PortSummary } from '#domain/porting/list-ports.ts'
import type { PortOrder } from '#domain/porting/order.ts'
import type { PortDetail } from '#domain/porting/read-port.ts'
import { CONTRACT_STATUSES } from '#domain/porting/status.ts'
import { digits, messageType } from '#domain/webhooks/payload.ts'
import { env } from '#lib/env.ts'

function render(order: PortOrder, numbers: readonly string[], rest: Record<string, unknown> = {}) {
  const { id, exceptionReason: reason } = order
  return {
    id,
    type: 'portorder',
    attributes: {
      group_id: order.groupId,
      status: CONTRACT_STATUSES[order.status],
      state: order.status,
      number_type: messageType(order.kind),
      losing_carrier: order.losingCarrier,
      numbers: numbers.map(digits),
      foc_date: order.focDate,
      exception: reason ? { reason, title: EXCEPTIONS[reason].word, detail: EXCEPTIONS[reason].sentence } : null,
      created_at: order.openedAt.toISOString(),
      submitted_at: order.submittedAt?.toISOString() ?? null,
      voice_ported_at: order.voicePortedAt?.toISOString() ?? null,
      completed_at: order.status === 'done' ? (order.closedAt?.toISOString() ?? null) : null,
      ...rest,
    },
    links: { self: `${env.api.url}/v2/portorders/${id}` },
  }
}

export function renderPortSummary(port: PortSummary) {
  return render(port, port.numbers)
}

export function renderPort(port: PortDetail) {
  const isOpen = port.status === 'draft' || port.status === 'documents'
  return render(
    port,
    port.numbers.map(({ e164 }) => e164),
    {
      pin_set: port.hasPin,
      missing: isOpen ? port.missing : [],
      documents: port.documents.map(({ id, kind, name, sizeBytes }) => ({ id, kind, name, size_bytes: sizeBytes })),
    },
  )
}

export function renderGroupNumber({
  e164,
  orderId,
  status,
  voice,
  messaging,
  messagingFrom,
  messagingActiveAt,
}: GroupNumber) {
  const value = digits(e164)
  return {
    id: value,
    type: 'portorder_number',
    attributes: {
      value,
      port_order_id: orderId,
      status: CONTRACT_STATUSES[status],
      voice,
      messaging,
      messaging_from: messagingFrom?.toISOString() ?? null,
      messaging_active_at: messagingActiveAt?.toISOString() ?? null,
    },
  }
}
