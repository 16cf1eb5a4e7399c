import type { Scope } from '#domain/access/scope.ts'
import { appendAudit } from '#domain/audit/append-audit.ts'
import { collectCharges } from '#domain/numbers/collect-charges.ts'
import { type Tx, tenantTransaction } from '#lib/db.ts'
import { isId, toMessageRef } from '#lib/ids.ts'
import { MOST_REASON } from './adjust-balance.ts'
import { lockBalance } from './lock-balance.ts'
import { formatNanos } from './money.ts'
import { type PostingKind, postEntries } from './post-entries.ts'
import { refuseRepeat } from './refuse-repeat.ts'

/** `amountNanos` null: all that is left of it. `once`: refused where the same was done some minutes ago. */
export type Reversal = { amountNanos: bigint | null; reason: string; once?: boolean }
/** What was given back (or taken), and what of the posting is left. */
export type Reversed = { kind: 'refund' | 'credit' | 'debit'; amountNanos: bigint; leftNanos: bigint }

export type Moved = {
  id: string
  kind: PostingKind
  nanos: bigint
  reversedNanos: bigint
  messageId: string | null
  number: string | null
  month: string | null
  isTest: boolean
  isReversal: boolean
  isOfPayment: boolean
}

/** What the account paid is refunded; what it was credited is taken, and the other way round. Holds end with their messages. */
const REVERSED_BY: Partial<Record<PostingKind, Reversed['kind']>> = {
  settle: 'refund',
  charge: 'refund',
  setup: 'refund',
  monthly: 'refund',
  credit: 'debit',
  debit: 'credit',
}

const MOVED = `
  select p.id, p.kind, p.amount_nanos as nanos, p.message_id as "messageId", p.number, p.period_from::text as month, p.is_test as "isTest",
    p.reverses is not null as "isReversal",
    coalesce((select sum(r.amount_nanos) from ledger_postings r where r.account_id = $1 and r.reverses = p.id), 0)::bigint as "reversedNanos",
    p.message_id is null and p.number is null
      and exists (select from payments y where y.account_id = $1 and strpos(p.reason, y.id::text) > 0) as "isOfPayment"
  from ledger_postings p where p.account_id = $1 and p.id = $2`

/**
 * An operator takes a posting back, whole or in part, by one in the other direction that names it and says why. Nothing that stands is
 * changed. Throws a `RangeError` with a sentence for what cannot be taken back, and for more than is left of it.
 */
export async function reversePosting(scope: Scope, postingId: string, reversal: Reversal): Promise<Reversed> {
  if (!isId(postingId)) throw new RangeError(`${postingId} is no id of a posting.`)
  return tenantTransaction(scope.accountId, (tx) => reverse(tx, scope, postingId, reversal))
}

/** A step. The balance is its first lock, so what others gave back at the same time is seen. */
export async function reverse(tx: Tx, scope: Scope, postingId: string, reversal: Reversal): Promise<Reversed> {
  const reason = reversal.reason.trim()
  if (reason === '' || reason.length > MOST_REASON)
    throw new RangeError(`A reversing entry needs a reason of at most ${MOST_REASON} characters.`)
  const available = await lockBalance(tx, scope.accountId)
  const [moved] = await tx.query<Moved>(MOVED, [scope.accountId, postingId])
  if (!moved) throw new RangeError(`The account has no posting ${postingId}.`)
  const kind = reversingKind(moved)
  const left = moved.nanos - moved.reversedNanos
  const amountNanos = reversal.amountNanos ?? left
  if (left === 0n) throw new RangeError(`The ${nameOf(moved)} was reversed whole already: nothing was moved.`)
  if (amountNanos <= 0n) throw new RangeError('What is reversed is more than zero.')
  if (amountNanos > left)
    throw new RangeError(`Only ${formatNanos(left, 9)} of the ${nameOf(moved)} is left to reverse: nothing was moved.`)
  if (kind === 'debit' && amountNanos > available)
    throw new RangeError(`Only ${formatNanos(available, 9)} is available: nothing was taken.`)
  const { messageId, number } = moved
  const posting = { kind, amountNanos, reverses: moved.id, reason: `${nameOf(moved)} reversed: ${reason}` }
  if (reversal.once) await refuseRepeat(tx, scope.accountId, posting)
  await postEntries(tx, scope.accountId, [{ ...posting, messageId, number }])
  await appendAudit(tx, scope, {
    action: 'balance.reversed',
    object: messageId ? toMessageRef(messageId) : (number ?? moved.id),
    before: { availableNanos: available.toString() },
    after: { kind, amountNanos: amountNanos.toString(), of: nameOf(moved), posting: moved.id, reason },
  })
  if (kind !== 'debit') await collectCharges(tx, scope.accountId, 'owed')
  return { kind, amountNanos, leftNanos: left - amountNanos }
}

function reversingKind(moved: Moved): Reversed['kind'] {
  if (moved.isTest) throw new RangeError('Test money is refilled, not given back: nothing was moved.')
  if (moved.isReversal)
    throw new RangeError('This entry reverses another: adjust the balance instead. Nothing was moved.')
  if (moved.isOfPayment)
    throw new RangeError(
      'This entry is of a card payment: refund it in Stripe, and the balance follows. Nothing was moved.',
    )
  const kind = REVERSED_BY[moved.kind]
  if (!kind) throw new RangeError('A hold ends with its message, which settles it or gives it back: nothing was moved.')
  return kind
}

/** As the account reads it on its bill. */
const WORDS: Partial<Record<PostingKind, string>> = { settle: 'charge', setup: 'setup fee', monthly: 'monthly fee' }

function nameOf({ kind, nanos, messageId, number, month }: Moved): string {
  const word = WORDS[kind] ?? kind
  const amount = formatNanos(nanos, 9).replace(/0{1,7}$/, '')
  if (messageId) return `${word} of ${amount} for message ${toMessageRef(messageId)}`
  return number ? `${word} of ${amount} for ${number}, month from ${month}` : `${word} of ${amount}`
}
