import type { Fields } from './pdu.ts'

const INTERNATIONAL = 1
const ISDN = 1

/** Numbers go over the wire as digits without `+`, marked international. */
export function addressFields(from: string, to: string): Fields {
  return {
    source_addr_ton: INTERNATIONAL,
    source_addr_npi: ISDN,
    source_addr: from.replace(/^\+/, ''),
    dest_addr_ton: INTERNATIONAL,
    dest_addr_npi: ISDN,
    destination_addr: to.replace(/^\+/, ''),
  }
}

/** What a carrier wrote as a number in E.164. Ten national digits are North American; short codes and names stay. */
export function toE164(address: string | undefined, typeOfNumber: number | undefined): string {
  if (address === undefined) throw new RangeError('the PDU has no address')
  if (!/^\d{7,15}$/.test(address)) return address
  return address.length === 10 && typeOfNumber !== INTERNATIONAL ? `+1${address}` : `+${address}`
}
