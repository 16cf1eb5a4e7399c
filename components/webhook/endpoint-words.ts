import type { EndpointRow } from '#domain/webhooks/endpoint-rows.ts'

/** `98.4%`, and never `100%` where something failed. */
export function successRate({ attempts, succeeded }: Pick<EndpointRow, 'attempts' | 'succeeded'>): string {
  if (attempts === 0) return '–'
  if (succeeded === attempts) return '100%'
  return `${(Math.floor((succeeded / attempts) * 1000) / 10).toFixed(1)}%`
}

/** Of URLs that came with single messages: counted together for their origin. */
export function isOfMessages(address: string): boolean {
  return address.endsWith(' *')
}

export function shortAddress(address: string): string {
  return address.replace(/^https:\/\//, '').replace(/ \*$/, '')
}
