import ipaddr from 'ipaddr.js'

/** An address or a range of them, v4 or v6, as it is kept: `203.0.113.7/32`, `2001:db8::/32`. Null when it is neither. */
export function parseRange(text: string): string | null {
  const [address = '', bits, ...rest] = text.trim().split('/')
  if (rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null
  // Only the four-part form: `10.1` and `0x7f.1` are addresses to some and typing mistakes to all others.
  const valid = address.includes(':') ? ipaddr.IPv6.isValid(address) : ipaddr.IPv4.isValidFourPartDecimal(address)
  if (!valid || address.includes('%')) return null
  const parsed = ipaddr.parse(address)
  const whole = parsed.kind() === 'ipv4' ? 32 : 128
  const length = bits === undefined ? whole : Number(bits)
  if (length > whole) return null
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`)
  return `${network.toString()}/${length}`
}

/** Whether an address lies in one of the ranges. An address that nobody knows lies in none. */
export function isWithin(address: string | null, ranges: readonly string[]): boolean {
  if (address === null || !ipaddr.isValid(address)) return false
  // A v4 client on a v6 socket is written ::ffff:203.0.113.7.
  const parsed = ipaddr.process(address)
  return ranges.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range)
    return network.kind() === parsed.kind() && parsed.match(network, bits)
  })
}

/** `203.0.113.7` also where a v6 socket writes `::ffff:203.0.113.7`. Null for what is no address. */
export function plainAddress(address: string): string | null {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : null
}

/** For limits: whoever has one IPv6 address has a /64 of them. '' where nobody knows it. */
export function networkOf(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return address ?? ''
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4' ? parsed.toString() : parsed.toNormalizedString().split(':').slice(0, 4).join(':')
}
