/**
 * The only writer of a message's status (the bulk claim aside): checks the table of moves, writes the row, appends the
 * event, posts what it means for the money, tells the outbox, queues the receipt web hook. All in the caller's transaction.
 */
import { postEntries } from '#domain/ledger/post-entries.ts'
import { queueReceipts } from '#domain/webhooks/queue-deliveries.ts'
import type { Tx } from '#lib/db.ts'
import { now } from '#lib/time.ts'
import { FAILED, holdAfter, isFinal, mayMove, type Status } from './status.ts'
import { GIVE_BACK_SPEND, LOCK_MESSAGES, MOVE_MESSAGES } from './transition.sql.ts'

export type Lease = { owner: string; epoch: number }

export type Move = {
  id: string
  to: Status
  /** Refused when somebody else has taken the message over since. */
  lease?: Lease
  /** When to look at it again; null (the default) when nobody needs to. */
  dueAt?: Date | null
  error?: { code: string | null; reason: string } | null
  /** Set when this move sends a doubtful message once more. */
  resent?: boolean
  detail?: Record<string, unknown>
  /** What this move alone costs; a hold that is settled says so by itself. */
  chargedNanos?: bigint
}

export type LockedMessage = {
  id: string
  status: Status
  rev: number
  direction: 'outbound' | 'inbound'
  from_e164: string
  to_e164: string
  body: string
  price_nanos: bigint
  dlr_callback: string | null
  lease_owner: string | null
  lease_epoch: number
  is_test: boolean
}

type Moved = { row: LockedMessage; move: Move; rev: number }

/**
 * Moves what may move and returns the ids that did. A move that the table does not allow, or whose lease has passed to
 * somebody else, is left undone without an error: it lost a race, and the row already says something truer.
 */
export async function transition(tx: Tx, accountId: string, moves: readonly Move[]): Promise<Set<string>> {
  const moved = new Set<string>()
  // Two moves of one message in one call (sent, then delivered) go one after the other.
  let rest = moves
  while (rest.length > 0) {
    const round = new Map<string, Move>()
    const later: Move[] = []
    for (const move of rest) {
      if (round.has(move.id)) later.push(move)
      else round.set(move.id, move)
    }
    for (const id of await moveOnce(tx, accountId, round)) moved.add(id)
    rest = later
  }
  return moved
}

async function moveOnce(tx: Tx, accountId: string, moves: ReadonlyMap<string, Move>): Promise<string[]> {
  const rows = await tx.query<LockedMessage>(LOCK_MESSAGES, [accountId, [...moves.keys()]])
  const moved: Moved[] = []
  for (const row of rows) {
    const move = moves.get(row.id)
    if (!move || !mayMove(row.status, move.to) || lostItsLease(row, move)) continue
    moved.push({ row, move, rev: row.rev + 1 })
  }
  if (moved.length === 0) return []
  const at = now()
  const outbound = moved.filter(isOutbound)
  await Promise.all([
    writeMoves(tx, accountId, moved, at),
    postMoves(tx, accountId, outbound),
    queueReceipts(
      tx,
      accountId,
      outbound.map(({ row, move }) => ({ message: row, status: move.to, at })),
    ),
  ])
  return moved.map(({ row }) => row.id)
}

/**
 * Who lost the lease may not move a message that another is sending. In a doubt, a late answer still tells: of the try that
 * is in doubt anything, of an older one only that the carrier took it.
 */
function lostItsLease(row: LockedMessage, { lease, to }: Move): boolean {
  if (!lease) return false
  if (row.status === 'sending') return row.lease_owner !== lease.owner || row.lease_epoch !== lease.epoch
  return row.lease_epoch !== lease.epoch && to !== 'sent'
}

function isOutbound({ row }: Moved): boolean {
  return row.direction === 'outbound'
}

/** What is released counts no longer against the limits of spending; the postings lock the balance, which is the lock of those too. */
async function postMoves(tx: Tx, accountId: string, outbound: readonly Moved[]): Promise<void> {
  await postEntries(tx, accountId, outbound.flatMap(postingOf))
  const released = outbound.filter(
    ({ row, move }) => holdAfter(row.status, move.to) === 'release' && row.price_nanos > 0n,
  )
  if (released.length > 0) await tx.query(GIVE_BACK_SPEND, [accountId, released.map(({ row }) => row.id)])
}

function postingOf({ row, move }: Moved) {
  const change = holdAfter(row.status, move.to)
  if (change === 'keep') return []
  const reason = change === 'settle' ? 'taken by the carrier' : `message ${move.to}`
  return [{ kind: change, amountNanos: row.price_nanos, messageId: row.id, reason, isTest: row.is_test }]
}

async function writeMoves(tx: Tx, accountId: string, moved: readonly Moved[], at: Date): Promise<void> {
  const column = <T>(pick: (one: Moved) => T) => moved.map(pick)
  await tx.query(MOVE_MESSAGES, [
    accountId,
    at,
    column(({ row }) => row.id),
    column(({ move }) => move.to),
    column(({ rev }) => rev),
    column(kindOf),
    column(({ move }) => move.dueAt ?? null),
    column(({ move }) => isFinal(move.to)),
    column(({ row, move }) => holdAfter(row.status, move.to) === 'settle'),
    column(({ move }) => move.error?.code ?? null),
    column(({ move }) => move.error?.reason ?? null),
    column(({ move }) => move.resent ?? false),
    column(({ move }) => JSON.stringify({ ...move.detail, ...(move.error ? { reason: move.error.reason } : {}) })),
    column(({ move }) => (move.to === 'delivered' ? 1 : 0)),
    // A receipt that corrects our own timeout takes the failure back.
    column(({ row, move }) => (FAILED.includes(move.to) ? 1 : 0) - (FAILED.includes(row.status) ? 1 : 0)),
    column(
      ({ row, move }) => move.chargedNanos ?? (holdAfter(row.status, move.to) === 'settle' ? row.price_nanos : 0n),
    ),
  ])
}

/** What was held was counted when it came: it is released, not received a second time. */
function kindOf({ row, move }: Moved): string {
  if (row.status === 'held') return 'message.released'
  return move.to === 'accepted' ? 'message.deferred' : `message.${move.to}`
}
