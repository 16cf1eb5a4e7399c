/**
 * Which addresses are of the public internet. Only those that are surely so: v4 that no registry sets apart, v6 out of the one block that is
 * handed out to networks. Whatever carries a v4 address inside (mapped, compatible, NAT64, 6to4, Teredo) is out whole, wherever it leads.
 */
import ipaddr from 'ipaddr.js'

type Range = ReturnType<typeof ipaddr.parseCIDR>

const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3')

/** What `ipaddr.js` takes for an address like any other, or names by the wrong size. */
const SET_APART: readonly [string, Range][] = [
  // Azure answers machines there, keys among the answers, though the address is a public one.
  ['metadata', ipaddr.parseCIDR('168.63.129.16/32')],
  ['reserved', ipaddr.parseCIDR('192.0.0.0/24')],
  ['6to4 relay', ipaddr.parseCIDR('192.88.99.0/24')],
  ['benchmarking', ipaddr.parseCIDR('198.18.0.0/15')],
  ['reserved', ipaddr.parseCIDR('2001::/23')],
  ['documentation', ipaddr.parseCIDR('2001:db8::/32')],
  ['6to4', ipaddr.parseCIDR('2002::/16')],
  ['documentation', ipaddr.parseCIDR('3fff::/20')],
]

/** Why an address may not be called; null when it may. */
export function forbiddenAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'it is not an IP address'
  const parsed = ipaddr.parse(address)
  const range = parsed.range()
  if (range !== 'unicast') return `${address} is a ${RANGE_WORDS[range] ?? range} address`
  const apart = SET_APART.find(([, block]) => parsed.kind() === block[0].kind() && parsed.match(block))
  if (apart) return `${address} is a ${apart[0]} address`
  if (parsed.kind() === 'ipv6' && !parsed.match(GLOBAL_V6)) return `${address} is not an address of the public internet`
  return null
}

const RANGE_WORDS: Record<string, string> = {
  linkLocal: 'link-local',
  uniqueLocal: 'private',
  carrierGradeNat: 'private',
  unspecified: 'not routable',
  ipv4Mapped: 'mapped IPv4',
  rfc6145: 'translated IPv4',
  rfc6052: 'translated IPv4',
  teredo: 'tunnelled IPv4',
  deprecatedSiteLocal: 'private',
}
