/**
 * Carriers write the id of one message in two ways: the submit answer in hex and the receipt in decimal, in another case, with
 * or without leading zeros. Stored is one canonical form; a receipt is looked up under each form it could stand for.
 */

export function canonicalCarrierId(written: string): string {
  return written
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/, '')
}

/** Most likely first: as written, then decimal read as hex, then hex read as decimal. */
export function carrierIdCandidates(written: string): string[] {
  const asWritten = canonicalCarrierId(written)
  const candidates = [asWritten]
  if (/^[0-9]{1,38}$/.test(asWritten)) candidates.push(BigInt(asWritten).toString(16))
  if (/^[0-9a-f]{1,32}$/.test(asWritten)) candidates.push(BigInt(`0x${asWritten}`).toString())
  return [...new Set(candidates)]
}
