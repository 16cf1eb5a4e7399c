import { demand } from '#domain/access/permissions.ts'
import { isTest, numberLimit, type Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { parsePlainName } from '#lib/plain-name.ts'
import { Refusal } from '#lib/refusals.ts'
import { now } from '#lib/time.ts'
import { appendEvent } from './append-event.ts'
import { judge } from './check-portability.ts'
import { type Details, type DetailsInput, parseDetails, parsePin } from './details.ts'
import { movePort } from './move-port.ts'
import { lockOrder } from './order.ts'
import { MOST_NUMBERS, readList } from './read-numbers.ts'
import { writeDetails } from './save-details.ts'
import { type Split, splitOrder } from './split-order.ts'

export type NewPort = {
  numbers: readonly { number: string; losingCarrier: string }[]
  /** What the losing carrier knows, when it comes at once: each order goes on to its documents. */
  details?: DetailsInput
}
export type OpenedPort = { groupId: string; orders: (Split & { id: string })[] }

/** Many would be a way to fill the database; nobody ports so much at once. */
const MOST_OPEN = 200

/** One group with an order for each kind and losing carrier. Throws `invalid`, `too_many_ports`, `key_number_not_allowed`, `not_allowed`. */
export async function openPort(scope: Scope, { numbers, details }: NewPort): Promise<OpenedPort> {
  demand(scope, 'numbers.manage')
  if (isTest(scope))
    throw new Refusal('not_allowed', { places: { need: 'A test key ports no numbers: use a live one.' } })
  // What comes in is among no key's chosen numbers yet.
  if (numberLimit(scope))
    throw new Refusal('key_number_not_allowed', {
      places: { number: numbers[0]?.number.slice(0, 40) ?? 'a new number' },
    })
  if (numbers.length === 0 || numbers.length > MOST_NUMBERS)
    throw new Refusal('invalid', { fields: { numbers: [`Name 1 to ${MOST_NUMBERS} numbers.`] } })
  const carriers = new Map(
    numbers.map(({ number, losingCarrier }) => [number.trim().slice(0, 60), carrierOf(losingCarrier)]),
  )
  const known = details
    ? { details: parseDetails(details), pin: details.pin === null ? null : parsePin(details.pin) }
    : null
  return tenantTransaction(scope.accountId, async (tx) => {
    const checked = await judge(tx, scope.accountId, readList(numbers.map(({ number }) => number)))
    const refused = checked.flatMap((one) => (one.isPortable ? [] : [`${one.written}: ${one.why}`]))
    if (refused.length > 0) throw new Refusal('invalid', { fields: { numbers: refused } })
    await demandRoom(tx, scope.accountId)
    const split = splitOrder(
      checked.flatMap((one) =>
        one.isPortable ? [{ e164: one.e164, kind: one.kind, losingCarrier: carriers.get(one.written) ?? '' }] : [],
      ),
    )
    const groupId = await nextId(tx)
    const orders = []
    for (const part of split) {
      const id = await write(tx, scope, groupId, part)
      if (known) await complete(tx, scope, id, known)
      orders.push({ ...part, id })
    }
    return { groupId, orders }
  })
}

export function carrierOf(text: string): string {
  const parsed = parsePlainName(text)
  if (parsed.ok) return parsed.name
  const problem = text.trim() === '' ? 'Say which carrier has these numbers now.' : parsed.problem
  throw new Refusal('invalid', { fields: { losing_carrier: [problem] } })
}

async function demandRoom(tx: Tx, accountId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('port orders ' || $1, 0))", [accountId])
  const open = await tx.query(
    "select 1 from port_orders where account_id = $1 and status not in ('done', 'canceled') limit $2",
    [accountId, MOST_OPEN],
  )
  if (open.length >= MOST_OPEN) throw new Refusal('too_many_ports', { places: { most: String(MOST_OPEN) } })
}

async function nextId(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ id: string }>("select nextval('port_order_ids')::text as id")
  if (!row) throw new Error('a sequence gave nothing')
  return row.id
}

async function write(tx: Tx, scope: Scope, groupId: string, part: Split): Promise<string> {
  const { accountId, actor } = scope
  const id = await nextId(tx)
  await tx.query(
    `insert into port_orders (account_id, id, group_id, kind, losing_carrier, status, opened_by, opened_by_person, opened_at)
     values ($1, $2, $3, $4, $5, 'draft', $6, $7, $8)`,
    [
      accountId,
      id,
      groupId,
      part.kind,
      part.losingCarrier,
      actor.name,
      actor.kind === 'person' ? actor.id : null,
      now(),
    ],
  )
  await tx.query('insert into port_numbers (account_id, order_id, e164) select $1, $2, unnest($3::text[])', [
    accountId,
    id,
    part.numbers,
  ])
  await appendEvent(tx, scope, id, { kind: 'moved', to: 'draft' })
  await appendAudit(tx, scope, {
    action: 'port_order.opened',
    object: `port order ${id}`,
    before: null,
    after: { losing_carrier: part.losingCarrier, numbers: part.numbers },
  })
  return id
}

async function complete(
  tx: Tx,
  scope: Scope,
  id: string,
  { details, pin }: { details: Details; pin: string | null },
): Promise<void> {
  const order = await lockOrder(tx, scope.accountId, id)
  await writeDetails(tx, scope, order, details, pin)
  await movePort(tx, scope, { ...order, ...details }, { to: 'documents' })
}
