/** A number as clients of the contract see it (contract 7.1). */
import type { OwnNumber } from '#domain/numbers/list-numbers.ts'
import { digits, messageType } from '#domain/webhooks/payload.ts'
import { env } from '#lib/env.ts'

type Shown = Omit<OwnNumber, 'setupNanos' | 'monthlyNanos'> & {
  setupNanos: bigint | string
  monthlyNanos: bigint | string
}

/** The contract has JSON numbers here. Prices have at most nine decimals, which a double shows as they are. */
export const dollars = (nanos: bigint | string) => Number(nanos) / 1e9

export function renderNumber(number: Shown) {
  const value = digits(number.e164)
  return {
    id: value,
    type: 'number',
    attributes: {
      alias: number.alias,
      cnam_lookups_enabled: false,
      number_type: messageType(number.kind),
      rate_center: number.rateCenter,
      state: number.state,
      value,
      messaging_enabled: number.messagingState === 'enabled',
      status: 'PURCHASED',
      monthly_cost: dollars(number.monthlyNanos),
      setup_cost: dollars(number.setupNanos),
      iso_country: number.country,
    },
    links: { self: `${env.api.url}/v2/numbers/${value}` },
  }
}

/** Voice is registered (route `0`), as it is with every number of the contract; there is nothing else to point at here. */
export function renderWholeNumber(number: Shown) {
  const { id, type, attributes, links } = renderNumber(number)
  const primary = { id: '0', type: 'route' }
  return {
    data: {
      attributes,
      id,
      links,
      relationships: {
        cnam_preset: { data: null },
        e911_address: { data: null },
        failover_route: { data: null },
        primary_route: { data: primary },
      },
      type,
    },
    included: [
      {
        attributes: { alias: 'sip-reg', route_type: 'sip-reg', value: null },
        id: primary.id,
        links: { self: `${env.api.url}/v2/routes/0` },
        type: primary.type,
      },
    ],
    links,
  }
}
