/**
 * Says what happened to a chain from where it does not fit. Pure. A row is named where it stands now; where a whole stretch was
 * shifted, the row that was put in or taken out is named as well as those that had to make room.
 */
import type { Head } from './audit-rows.ts'
import type { ChainFault } from './chain-fault.ts'

/** A row that does not fit: one of these is not as it should be. */
export type Misfit = {
  seq: number
  /** Its hash is made of what it says. */
  own: boolean
  /** It was chained to the row that stands before it. */
  linked: boolean
  /** How far the row before it is away: 1. */
  step: number
}

/** What a row says, or the whole row, fits another place of the chain. */
export type Move = { seq: number; place: number; copy: boolean }

export type Evidence = {
  /** In order of their places. More than there is room for are left out: then `cut`. */
  misfits: readonly Misfit[]
  cut: boolean
  moves: readonly Move[]
  head: Head | null
  last: number
  /** The hash of the row that the head names. */
  hashAtHead: string | null
}

export function judgeChain({ misfits, cut, moves, head, last, hashAtHead }: Evidence): ChainFault[] {
  const faults = new Map<string, ChainFault>()
  const named = new Set<number>()
  const name = (fault: ChainFault) => {
    const key = `${fault.seq} ${fault.kind === 'removed'}`
    if (!faults.has(key)) faults.set(key, fault)
    if (fault.kind !== 'removed') named.add(fault.seq)
  }
  const movedTo = new Map(moves.filter((one) => !one.copy).map((one) => [one.seq, one.place]))
  const copies = new Set(moves.filter((one) => one.copy).map((one) => one.seq))
  const claimed = new Set(movedTo.values())
  const end = head?.seq ?? last
  const doubled = new Set(misfits.filter(({ step }) => step === 0).map(({ seq }) => seq))

  for (const { seq, own } of misfits) {
    const from = movedTo.get(seq)
    if (from !== undefined) name({ kind: 'moved', seq, from })
    else if (doubled.has(seq) || seq > end || copies.has(seq)) name({ kind: 'inserted', seq })
    else if (!own) name({ kind: claimed.has(seq) ? 'inserted' : 'changed', seq })
  }
  // A row that fits, where another one belongs: it was given a hash that suits the place.
  for (const place of claimed)
    if (!named.has(place) && place <= last && stands(misfits, place)) name({ kind: 'inserted', seq: place })

  for (const { seq, own, linked, step } of misfits) {
    if (linked || !own || step !== 1 || named.has(seq) || named.has(seq - 1)) continue
    // Who contradicts whom? What follows decides.
    const isVouchedFor =
      seq === end ? hashAtHead === head?.hash : misfits.every((one) => one.seq !== seq + 1 || one.linked)
    if (isVouchedFor && seq > 1) name({ kind: 'rewritten', seq: seq - 1, next: seq })
    else name({ kind: 'rewritten', seq, next: seq === end ? null : seq + 1 })
  }
  for (const gap of gaps(misfits, last, head))
    for (const range of without(gap, claimed)) name({ kind: 'removed', ...range })
  if (!cut)
    for (const seq of movedTo.keys()) if (!claimed.has(seq) && seq <= end) name({ kind: 'removed', seq, through: seq })

  if (!head && last > 0) name({ kind: 'end_missing', seq: last })
  if (head && hashAtHead !== null && hashAtHead !== head.hash && !named.has(head.seq)) {
    name({ kind: 'rewritten', seq: head.seq, next: null })
  }
  const isGone = ({ kind }: ChainFault) => Number(kind === 'removed')
  return [...faults.values()].sort((one, other) => one.seq - other.seq || isGone(other) - isGone(one))
}

/** No gap ends at this place or spans it. */
function stands(misfits: readonly Misfit[], place: number): boolean {
  return misfits.every(({ seq, step }) => place >= seq || place <= seq - step)
}

type Range = { seq: number; through: number }

function gaps(misfits: readonly Misfit[], last: number, head: Head | null): Range[] {
  const between = misfits
    .filter(({ step }) => step > 1)
    .map(({ seq, step }) => ({ seq: seq - step + 1, through: seq - 1 }))
  // Beyond the end of the chain nothing can be missing.
  const inside = head ? between.map(({ seq, through }) => ({ seq, through: Math.min(through, head.seq) })) : between
  const tail = head && head.seq > last ? [{ seq: last + 1, through: head.seq }] : []
  return [...inside.filter(({ seq, through }) => seq <= through), ...tail]
}

/** The parts of a gap whose rows were not found elsewhere. */
function without({ seq, through }: Range, claimed: ReadonlySet<number>): Range[] {
  const taken = [...claimed].filter((place) => place >= seq && place <= through).sort((one, other) => one - other)
  const ranges: Range[] = []
  let next = seq
  for (const place of [...taken, through + 1]) {
    if (place > next) ranges.push({ seq: next, through: place - 1 })
    next = place + 1
  }
  return ranges
}
