import { demand, may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { tenantTransaction } from '#lib/db.ts'
import { isId, toMessageRef } from '#lib/ids.ts'
import { Refusal } from '#lib/refusals.ts'
import { BESIDE_ENDPOINT, DELIVERY_COLUMNS, iso } from './delivery-columns.sql.ts'
import type { AttemptDetail, DeliveryDetail } from './delivery-rows.ts'
import { visibleTo } from './delivery-visible.sql.ts'
import { errorFor } from './last-error.ts'

type Found = Omit<DeliveryDetail, 'messageRef' | 'tries'> & { messageId: string | null }

/** An event with all of its tries. Throws `not_found` for a stranger's as for none, and for what a key does not see. */
export async function readDelivery(scope: Scope, id: string): Promise<DeliveryDetail> {
  demand(scope, 'messages.read')
  if (!isId(id)) throw new Refusal('not_found')
  const key = [scope.accountId, id]
  const values: unknown[] = [...key]
  const visible = visibleTo(scope, values)
  const [[found], tries] = await tenantTransaction(scope.accountId, (tx) =>
    Promise.all([
      tx.query<Found>(
        `select ${DELIVERY_COLUMNS}, d.url, d.body, d.message_id as "messageId",
           coalesce(case when d.held_why = 'no_balance' then (m.part_nanos + m.surcharge_nanos) * m.parts end, 0)::text as "releaseNanos"
         from deliveries d ${BESIDE_ENDPOINT}
         left join messages m on m.account_id = d.account_id and m.id = d.message_id and m.status = 'held'
         where d.account_id = $1 and d.id = $2 ${visible}`,
        values,
      ),
      tx.query<AttemptDetail>(ATTEMPTS, key),
    ]),
  )
  if (!found) throw new Refusal('not_found')
  const { messageId, ...row } = found
  const delivery = { ...row, messageRef: messageId && toMessageRef(messageId), tries }
  if (may(scope, 'messages.content')) return delivery
  // What a receiver says to it may repeat it.
  return {
    ...delivery,
    lastError: errorFor(scope, delivery.lastError),
    body: null,
    tries: tries.map((one) => ({ ...one, error: errorFor(scope, one.error), answer: null, answerHeaders: null })),
  }
}

const ATTEMPTS = `
  select number, ${iso('at')} as at, duration_ms as "durationMs", status_code as "statusCode", error, answer, url,
    dns_ms as "dnsMs", connect_ms as "connectMs", tls_ms as "tlsMs", first_byte_ms as "firstByteMs", reused, address, fault,
    request_headers as "requestHeaders", answer_headers as "answerHeaders", ${iso('next_at')} as "nextAt"
  from delivery_attempts where account_id = $1 and delivery_id = $2 order by number`
