/**
 * Where a number is at home, from `data/nanp-places.txt` (its first lines name source and date). Historic facts: good for plausible
 * stock and for what an import leaves out, not for routing a call.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { countryOfAreaCode } from '#domain/numbers/area-codes.ts'
import { rateCenterOf } from './rate-center.ts'
import { stateByCode, stateByName } from './states.ts'

export type Place = { country: string | null; state: string | null; city: string | null; rateCenter: string | null }

export type Places = {
  /** By the longest beginning of the number that is known. */
  placeOf: (areaCode: string, exchange: string) => Place
  exchangesOf: (areaCode: string) => string[]
}

export function readPlaces(): Places {
  const text = readFileSync(join(import.meta.dirname, 'data', 'nanp-places.txt'), 'utf8')
  const names = new Map<string, string>()
  const exchanges = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const [prefix = '', name] = line.split('|')
    if (!name || !/^1\d{3,6}$/.test(prefix)) continue
    names.set(prefix.slice(1), name)
    if (prefix.length !== 7) continue
    const known = exchanges.get(prefix.slice(1, 4))
    if (known) known.push(prefix.slice(4))
    else exchanges.set(prefix.slice(1, 4), [prefix.slice(4)])
  }
  const placeOf = (areaCode: string, exchange: string): Place => {
    const wide = readName(names.get(areaCode) ?? '')
    for (const digits of [3, 2, 1]) {
      const name = names.get(areaCode + exchange.slice(0, digits))
      if (name === undefined) continue
      const place = readName(name)
      return withCountry(areaCode, { city: place.city ?? wide.city, state: place.state ?? wide.state })
    }
    return withCountry(areaCode, wide)
  }
  return { placeOf, exchangesOf: (areaCode) => exchanges.get(areaCode) ?? [] }
}

type Read = { city: string | null; state: string | null }

/** `Seattle, WA` or `California`. */
function readName(name: string): Read {
  const [, city = null, code = ''] = /^(.+), ([A-Z]{2})$/.exec(name) ?? []
  const state = stateByCode(code) ?? stateByName(name)
  return { city, state: state?.code ?? null }
}

function withCountry(areaCode: string, { city, state }: Read): Place {
  return { country: countryOfAreaCode(areaCode), state, city, rateCenter: city ? rateCenterOf(city) : null }
}
