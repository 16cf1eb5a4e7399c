import { ScureBase32Plugin } from 'otplib'

const base32 = new ScureBase32Plugin()

/** Letters and the digits 2 to 7, without padding. */
export function toBase32(bytes: Uint8Array): string {
  return base32.encode(bytes).replaceAll('=', '')
}

/** `ABCD EFGH …`: what is read from one screen and typed into another. */
export function inFours(text: string, between = ' '): string {
  return text.match(/.{1,4}/g)?.join(between) ?? ''
}
