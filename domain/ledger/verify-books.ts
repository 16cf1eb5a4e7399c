/**
 * Whether an account's books hold what the ledger promises (design.md, Money): all entries sum to zero, the balance is what its
 * postings say and never below zero, and each message has exactly the postings that its status and its price ask for.
 */
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { type BooksFault, type BooksVerdict, MOST_NAMED } from './books-fault.ts'

type Sums = {
  isTest: boolean
  postings: bigint
  total: bigint
  available: bigint
  held: bigint
  keptAvailable: bigint
  keptHeld: bigint
}

/** One snapshot for all that is compared. Reads every posting of the account: an operator's command and the hourly check call it. */
export async function verifyBooks(scope: Scope): Promise<BooksVerdict> {
  return tenantTransaction(scope.accountId, async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only')
    const sums = await tx.query<Sums>(SUMS, [scope.accountId])
    const faults = [...sums.flatMap(faultsOf), ...(await findMessages(tx, scope)), ...(await findOrphans(tx, scope))]
    return {
      whole: faults.length === 0,
      postings: sums.reduce((all, { postings }) => all + Number(postings), 0),
      faults: faults.slice(0, MOST_NAMED),
      more: faults.length > MOST_NAMED,
    }
  })
}

const SUMS = `
  select k.is_test as "isTest", coalesce(s.postings, 0) as postings, coalesce(s.total, 0)::bigint as total,
    coalesce(s.available, 0)::bigint as available, coalesce(s.held, 0)::bigint as held,
    case when k.is_test then b.test_available_nanos else b.available_nanos end as "keptAvailable",
    case when k.is_test then b.test_held_nanos else b.held_nanos end as "keptHeld"
  from balances b cross join (values (false), (true)) k (is_test)
  left join (
    select is_test, count(distinct posting_id) as postings, sum(amount_nanos) as total,
      sum(amount_nanos) filter (where book = 'available') as available,
      sum(amount_nanos) filter (where book = 'held') as held
    from ledger_entries where account_id = $1 group by is_test) s on s.is_test = k.is_test
  where b.account_id = $1`

function faultsOf({ isTest, total, available, held, keptAvailable, keptHeld }: Sums): BooksFault[] {
  const faults: BooksFault[] = []
  if (total !== 0n) faults.push({ kind: 'unbalanced', isTest, nanos: String(total) })
  for (const [book, posted, kept] of [
    ['available', available, keptAvailable],
    ['held', held, keptHeld],
  ] as const) {
    if (posted !== kept)
      faults.push({ kind: 'drifted', isTest, book, keptNanos: String(kept), postedNanos: String(posted) })
    if (posted < 0n) faults.push({ kind: 'below_zero', isTest, book, nanos: String(posted) })
  }
  return faults
}

/**
 * What a message's postings must be: outbound a hold of its price, and one end of the same amount once it has left the statuses that
 * hold; inbound one charge when it was received. What costs nothing has none. A message that expired may have been taken by the
 * carrier or not: either end is right.
 */
const MESSAGES = `
  with posted as (
    select message_id, string_agg(kind || ' ' || amount_nanos, ', ' order by at, kind) as found,
      string_agg(kind, ' ' order by case kind when 'hold' then 0 else 1 end, kind) as kinds,
      min(amount_nanos) as least, max(amount_nanos) as most
    from ledger_postings
    where account_id = $1 and message_id is not null and kind in ('hold', 'settle', 'release', 'charge') group by message_id
  )
  select m.id as "messageId", m.status, m.price_nanos::text as "priceNanos", coalesce(p.found, '') as found
  from messages m left join posted p on p.message_id = m.id
  where m.account_id = $1 and not coalesce(p.least, m.price_nanos) = m.price_nanos
     or m.account_id = $1 and not coalesce(p.most, m.price_nanos) = m.price_nanos
     or m.account_id = $1 and not case
       when m.price_nanos = 0 then p.kinds is null
       when m.direction = 'inbound' then p.kinds is not distinct from (case when m.status = 'received' then 'charge' end)
       when m.status in ('accepted', 'sending', 'uncertain') then coalesce(p.kinds = 'hold', false)
       when m.status in ('sent', 'delivered', 'undelivered') then coalesce(p.kinds = 'hold settle', false)
       when m.status in ('rejected', 'canceled') then coalesce(p.kinds = 'hold release', false)
       else coalesce(p.kinds in ('hold settle', 'hold release'), false) end
  order by m.id limit ${MOST_NAMED + 1}`

async function findMessages(tx: Tx, scope: Scope): Promise<BooksFault[]> {
  const rows = await tx.query<Omit<Extract<BooksFault, { kind: 'message' }>, 'kind'>>(MESSAGES, [scope.accountId])
  return rows.map((row) => ({ kind: 'message', ...row }))
}

const ORPHANS = `
  select p.id as "postingId", p.message_id as "messageId" from ledger_postings p
  where p.account_id = $1 and p.message_id is not null
    and not exists (select from messages m where m.account_id = $1 and m.id = p.message_id)
  order by p.id limit ${MOST_NAMED + 1}`

async function findOrphans(tx: Tx, scope: Scope): Promise<BooksFault[]> {
  const rows = await tx.query<Omit<Extract<BooksFault, { kind: 'orphan' }>, 'kind'>>(ORPHANS, [scope.accountId])
  return rows.map((row) => ({ kind: 'orphan', ...row }))
}
