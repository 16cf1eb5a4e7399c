import { spanWord } from '#components/rate/rate-words.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { type Price, spanOf } from '#domain/rates/read-prices.ts'

/** `each inbound part costs $0.0040`; of both kinds of numbers where no kind is given. */
export function inboundPrice(prices: readonly Price[], kind: NumberKind | null): string {
  const priceOf = (of: NumberKind) => spanWord(spanOf(prices, 'inbound', of) ?? { least: 0n, most: 0n })
  if (kind) return `each inbound part costs ${priceOf(kind)}`
  const [longCode, tollFree] = [priceOf('longcode'), priceOf('toll_free')]
  return longCode === tollFree
    ? `each inbound part costs ${longCode}`
    : `each inbound part costs ${longCode} on long codes and ${tollFree} on toll-free numbers`
}
