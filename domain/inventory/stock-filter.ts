/** What somebody looks for in the stock. Everything given must hold at once. */
import type { NumberKind } from '#domain/numbers/nanp.ts'

export type StockFilter = {
  kind?: NumberKind
  /** ISO, upper case; toll-free numbers have none. */
  country?: string
  /** Two lower-case letters. */
  state?: string
  rateCenter?: string
  city?: string
  areaCode?: string
  exchange?: string
  /** Digits; the 1 in front may be left out. */
  startsWith?: string
  contains?: string
  endsWith?: string
  /** As on a billboard: `1-206-PIZZA`. */
  letters?: string
  maxMonthlyNanos?: bigint
}

/** A number that can be bought. */
export type StockNumber = {
  e164: string
  kind: NumberKind
  country: string | null
  state: string | null
  rateCenter: string | null
  city: string | null
  setupNanos: bigint
  monthlyNanos: bigint
  /** Held for this account for some minutes: others do not see it. */
  isReserved: boolean
}
