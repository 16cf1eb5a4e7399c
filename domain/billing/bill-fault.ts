/** What can be wrong with a bill, and the sentence that names it. */
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'

/**
 * `amount`: the posting is not the message's price. `price`: the message's price is not its parts at its rate. `rate`, `surcharge`:
 * what it was priced at is not what the rate tables say. `tier`: another volume's rate. `unasked`: the message's status asks for no such
 * posting. `doubled`: it had one before. `elsewhere`: the message was charged in another month. `orphan`: it belongs to no message. `missing`: the message asks for one that is not there.
 * `number`, `number_doubled`, `number_missing`: the same of what numbers cost; a month is doubled too when it overlaps another that was charged. `totals`: the statement's line is not its postings; `counts`: neither are its messages and parts.
 */
export type BillFaultKind =
  | 'amount'
  | 'price'
  | 'rate'
  | 'surcharge'
  | 'tier'
  | 'unasked'
  | 'doubled'
  | 'elsewhere'
  | 'orphan'
  | 'missing'
  | 'number'
  | 'number_doubled'
  | 'number_missing'
  | 'totals'
  | 'counts'

/** Amounts as text: it is kept as JSON. */
export type BillFault = {
  kind: BillFaultKind
  /** The line it stands on. */
  line: string
  messageId: string | null
  postingId: string | null
  /** E.164, of what a number cost. */
  number: string | null
  /** What it should be, and what it is: of a `rate`, `surcharge` or `tier` a part, else the whole. */
  rightNanos: string
  foundNanos: string
}

/** So many are named; all are counted. */
export const MOST_NAMED = 100

const SENTENCES: Record<BillFaultKind, (right: string, found: string, number: string) => string> = {
  amount: (right, found) => `The posting is of ${found}; the message costs ${right}.`,
  price: (right, found) => `The message says that it costs ${found}; its parts at its rate come to ${right}.`,
  rate: (right, found) => `It was priced at ${found} a part; the rate in force was ${right}.`,
  surcharge: (right, found) => `A carrier’s surcharge of ${found} a part was added; the one in force was ${right}.`,
  tier: (right, found) => `It was priced at ${found} a part; by the volume of the month it was ${right}.`,
  unasked: (_, found) => `${found} was charged for a message whose status asks for no charge.`,
  doubled: (_, found) => `${found} was charged once more for a message that was charged before.`,
  elsewhere: (_, found) => `${found} was charged in this month for a message that was charged in another.`,
  orphan: (_, found) => `${found} was charged for a message that is not there.`,
  missing: (right) => `The message costs ${right}, and no posting charges it.`,
  number: (right, found, number) => `${number} was charged ${found}; it costs ${right}.`,
  number_doubled: (_, found, number) => `${number} was charged ${found} once more for a time that was charged before.`,
  number_missing: (right, _, number) => `${number} costs ${right}, and no posting charges it.`,
  counts: () => 'The statement’s line counts other messages or parts than its postings are of.',
  totals: (right, found) => `The statement’s line says ${found}; its postings come to ${right}.`,
}

export function billFaultSentence({ kind, rightNanos, foundNanos, number }: BillFault): string {
  return SENTENCES[kind](formatNanos(rightNanos, 9), formatNanos(foundNanos, 9), number ? formatNumber(number) : '')
}

/** What a check says of a month whose volume nobody can count any more. */
export const TIERS_NOT_JUDGED =
  'Volume tiers were not judged: the time zone of the account was changed, and the volume was counted by the midnights of another one.'

/** Faults by the hundred and no more, however many there are. */
export class BillFaults {
  readonly named: BillFault[] = []
  count = 0

  add(fault: BillFault): void {
    this.addMany([fault], 1)
  }

  /** `count`: with those that are not among them. */
  addMany(faults: readonly BillFault[], count: number): void {
    this.count += Math.max(count, faults.length)
    this.named.push(...faults.slice(0, MOST_NAMED - this.named.length))
  }
}
