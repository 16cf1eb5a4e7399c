import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { hashOf } from './audit-columns.ts'
import type { Head } from './audit-rows.ts'
import { MOST_NAMED, type Verdict } from './chain-fault.ts'
import { judgeChain, type Misfit, type Move } from './judge-chain.ts'

/** So many misfits are looked at. A little more than are named: a shifted row is told by its neighbours. */
const MOST_MISFITS = MOST_NAMED + 50

/**
 * Walks the account's chain from its first row to its head. Every hash is made again from what its row says now, so whatever was
 * changed, removed, inserted or moved by somebody past the application shows, with the row. What cannot show is a chain that was
 * rewritten from some row to the end and its head with it: an export's last line, kept elsewhere, is what that is told by.
 */
export async function verifyAudit(scope: Scope): Promise<Verdict> {
  demand(scope, 'audit.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    // One picture of rows and head: what is appended meanwhile is in neither.
    await tx.query('set transaction isolation level repeatable read, read only')
    const [ends] = await tx.query<Ends>(ENDS, [scope.accountId])
    const [rows, last] = [Number(ends?.rows ?? 0), Number(ends?.last ?? 0)]
    const head = ends?.head_seq && ends.head_hash ? { seq: Number(ends.head_seq), hash: ends.head_hash } : null
    const found = await tx.query<MisfitRow>(MISFITS, [scope.accountId, head?.seq ?? null])
    const misfits = found.map(({ seq, step, ...fits }): Misfit => ({ ...fits, seq: Number(seq), step: Number(step) }))
    const moves = await findMoves(tx, scope.accountId, misfits, head)
    const hashAtHead = ends?.hash_at_head ?? null
    const cut = misfits.length >= MOST_MISFITS
    const faults = judgeChain({ misfits, cut, moves, head, last, hashAtHead })
    if (faults.length === 0) return { whole: true, rows, head }
    return { whole: false, rows, head, faults: faults.slice(0, MOST_NAMED), more: cut || faults.length > MOST_NAMED }
  })
}

type Ends = {
  rows: bigint
  last: bigint | null
  head_seq: bigint | null
  head_hash: string | null
  hash_at_head: string | null
}

const ENDS = `
  select r.rows, r.last, h.seq as head_seq, encode(h.hash, 'hex') as head_hash,
    (select encode(l.hash, 'hex') from audit_log l where l.account_id = $1 and l.seq = h.seq limit 1) as hash_at_head
  from (select count(*) as rows, max(seq) as last from audit_log where account_id = $1) r
  left join audit_heads h on h.account_id = $1`

type MisfitRow = { seq: bigint; own: boolean; linked: boolean; step: bigint }

/** One pass in the order of the primary key; the server keeps one row at a time, and only what does not fit comes here. */
const MISFITS = `
  select seq, own, linked, step from (
    select seq, hash = ${hashOf('l')} as own, previous_hash = lag(hash, 1, '\\x00') over chain as linked,
      seq - lag(seq, 1, 0::bigint) over chain as step
    from audit_log l where account_id = $1 window chain as (order by seq)
  ) walked
  where not own or not linked or step <> 1 or seq > $2 order by seq limit ${MOST_MISFITS}`

/**
 * Where rows that do not fit where they stand would fit: with their hash (the row was moved), or under the hash that stands there
 * (what they say was). Asked of the other misfits' places, their neighbours and the gaps.
 */
async function findMoves(tx: Tx, accountId: string, misfits: Misfit[], head: Head | null): Promise<Move[]> {
  const strays = misfits.filter(({ own }) => !own).map(({ seq }) => seq)
  if (strays.length === 0) return []
  const places = new Set(misfits.flatMap(({ seq, step }) => [seq - 1, seq, seq + 1, ...gapBefore(seq, step)]))
  for (let place = misfits.at(-1)?.seq ?? 0; head && place < head.seq && places.size < 3 * MOST_MISFITS; place += 1)
    places.add(place + 1)
  const moves = await tx.query<{ seq: bigint; place: bigint; copy: boolean }>(
    `select distinct on (b.seq) b.seq, p.place, h.hash is not null and h.hash = b.hash as copy
     from audit_log b cross join unnest($3::bigint[]) as p (place)
     left join audit_log h on h.account_id = $1 and h.seq = p.place
     where b.account_id = $1 and b.seq = any($2) and p.place <> b.seq and (
       b.hash = ${hashOf('b', 'p.place')}
       or (h.hash = ${hashOf('b', 'p.place', 'h.previous_hash')} and h.hash <> ${hashOf('h')}))
     order by b.seq, p.place`,
    [accountId, strays, [...places]],
  )
  return moves.map(({ seq, place, copy }) => ({ seq: Number(seq), place: Number(place), copy }))
}

const WIDEST_GAP = 100

function gapBefore(seq: number, step: number): number[] {
  return Array.from({ length: Math.min(Math.max(step - 1, 0), WIDEST_GAP) }, (_, index) => seq - 1 - index)
}
