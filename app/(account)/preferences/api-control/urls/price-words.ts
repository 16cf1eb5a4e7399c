import { formatNanos } from '#domain/ledger/money.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import type { Rate } from '#domain/rates/read-rates.ts'

/** `each inbound part costs $0.0040`; of both kinds of numbers where no kind is given. */
export function inboundPrice(rates: readonly Rate[], kind: NumberKind | null): string {
  const priceOf = (of: NumberKind) =>
    formatNanos(rates.find((one) => one.direction === 'inbound' && one.numberKind === of)?.partNanos ?? 0n)
  if (kind) return `each inbound part costs ${priceOf(kind)}`
  const [longCode, tollFree] = [priceOf('longcode'), priceOf('toll_free')]
  return longCode === tollFree
    ? `each inbound part costs ${longCode}`
    : `each inbound part costs ${longCode} on long codes and ${tollFree} on toll-free numbers`
}
