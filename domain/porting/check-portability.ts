/**
 * Which numbers can come in, asked by number: North American, of the US or Canada or toll-free, and not here already. A number on
 * somebody else's account, in our stock or in somebody's port is told apart by nothing: only what is yours says so.
 */
import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { isUsOrCanada, type NumberKind } from '#domain/numbers/nanp.ts'
import { PARTY_SENTENCES } from '#domain/routing/parties.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { Refusal } from '#lib/refusals.ts'
import { MOST_NUMBERS, type ReadNumber } from './read-numbers.ts'

export type Checked =
  | { isPortable: true; written: string; e164: string; kind: NumberKind }
  | { isPortable: false; written: string; e164: string | null; why: string }

const NO_AREA = 'Numbers of the US, of Canada and toll-free numbers can be ported in; this one is from elsewhere.'
const YOURS = 'This number is on your account already.'
const IN_YOUR_ORDER = 'This number is in your port order {id} already.'
const HERE = 'This number is with Longcode already: there is nothing to port.'

export async function checkPortability(scope: Scope, numbers: readonly ReadNumber[]): Promise<Checked[]> {
  demand(scope, 'numbers.read')
  if (numbers.length > MOST_NUMBERS)
    throw new Refusal('invalid', { fields: { numbers: [`At most ${MOST_NUMBERS} numbers at a time.`] } })
  return tenantTransaction(scope.accountId, (tx) => judge(tx, scope.accountId, numbers))
}

/** Inside a transaction, for whoever opens an order by it. */
export async function judge(tx: Tx, accountId: string, numbers: readonly ReadNumber[]): Promise<Checked[]> {
  const found = numbers.flatMap(({ parsed }) => (parsed.ok ? [parsed.e164] : []))
  const taken = await whereTheyAre(tx, accountId, found)
  return numbers.map(({ written, parsed }) => {
    if (!parsed.ok) return { isPortable: false, written, e164: null, why: PARTY_SENTENCES[parsed.problem] }
    const { e164, kind } = parsed
    const why = taken.get(e164) ?? (isUsOrCanada(e164) ? null : NO_AREA)
    return why === null ? { isPortable: true, written, e164, kind } : { isPortable: false, written, e164, why }
  })
}

/** What is said later wins: what is yours says so. */
async function whereTheyAre(tx: Tx, accountId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const taken = await tx.query<{ e164: string; is_own: boolean }>(
    `select e164, account_id = $1 as is_own from number_owners where e164 = any($2)
     union all select e164, false from inventory where e164 = any($2)
     union all select e164, false from ports_under_way($2) as e164`,
    [accountId, numbers],
  )
  const own = await tx.query<{ e164: string; id: string }>(
    `select n.e164, o.id::text as id from port_numbers n join port_orders o on o.account_id = n.account_id and o.id = n.order_id
     where n.account_id = $1 and n.e164 = any($2) and o.status not in ('done', 'canceled')`,
    [accountId, numbers],
  )
  return new Map([
    ...taken.map(({ e164 }) => [e164, HERE] as const),
    ...own.map(({ e164, id }) => [e164, IN_YOUR_ORDER.replace('{id}', id)] as const),
    ...taken.flatMap(({ e164, is_own }) => (is_own ? [[e164, YOURS] as const] : [])),
  ])
}
