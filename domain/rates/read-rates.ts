import type { NumberKind } from '#domain/numbers/nanp.ts'
import { orm } from '#lib/prisma.ts'
import { now } from '#lib/time.ts'

export type Rate = { direction: 'outbound' | 'inbound'; numberKind: NumberKind; partNanos: bigint }

/** The published rates in force now for any destination, of the first tier: one for each direction and kind of number. Public: rule F18. */
export async function readRates(): Promise<Rate[]> {
  const rows = await orm.rate.findMany({
    where: { destination: 'any', fromParts: 0n, effectiveFrom: { lte: now() } },
    orderBy: { effectiveFrom: 'desc' },
    distinct: ['direction', 'numberKind'],
    select: { direction: true, numberKind: true, partNanos: true },
  })
  return rows.map((row) => ({
    direction: row.direction === 'inbound' ? 'inbound' : 'outbound',
    numberKind: row.numberKind === 'toll_free' ? 'toll_free' : 'longcode',
    partNanos: row.partNanos,
  }))
}
