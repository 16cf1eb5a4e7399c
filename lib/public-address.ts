import ipaddr from 'ipaddr.js'

/** Why an address may not be called; null when it may. Everything that is not public unicast is out. */
export function forbiddenAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'it is not an IP address'
  // `process` turns ::ffff:10.0.0.1 into 10.0.0.1, so that a mapped address is judged as what it is.
  const range = ipaddr.process(address).range()
  return range === 'unicast' ? null : `${address} is a ${range} address`
}
