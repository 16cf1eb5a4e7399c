import type { NumberKind } from '#domain/numbers/nanp.ts'

export type ToPort = { e164: string; kind: NumberKind; losingCarrier: string }
export type Split = { kind: NumberKind; losingCarrier: string; numbers: string[] }

/** One order for each kind and losing carrier; a carrier is the same however it is capitalised. */
export function splitOrder(numbers: readonly ToPort[]): Split[] {
  const groups = Map.groupBy(numbers, ({ kind, losingCarrier }) => `${kind} ${losingCarrier.toLowerCase()}`)
  return [...groups.values()].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const { kind, losingCarrier } = first
    return [{ kind, losingCarrier, numbers: members.map(({ e164 }) => e164).toSorted() }]
  })
}
