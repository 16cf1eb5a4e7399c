import type { FastifyInstance } from 'fastify'
import { listAreaCodes, listExchanges } from '#domain/inventory/list-codes.ts'
import { listStock, STOCK_ORDERS, type StockSort } from '#domain/inventory/list-stock.ts'
import type { StockFilter, StockNumber } from '#domain/inventory/stock-filter.ts'
import { parseDollars } from '#domain/ledger/money.ts'
import type { NumberKind } from '#domain/numbers/nanp.ts'
import { digits, messageType } from '#domain/webhooks/payload.ts'
import { env } from '#lib/env.ts'
import { scopeOf } from '../authenticate.ts'
import { PageReader } from '../read-page.ts'
import { dollars } from '../render-number.ts'
import { resource } from './resource.ts'

const ROOT = '/v2/numbers/available'
/** The words of today's documents and those of older SDKs. Of `inum` there is none. */
const KINDS: Record<string, NumberKind | null> = {
  longcode: 'longcode',
  'long-code': 'longcode',
  standard: 'longcode',
  'toll-free': 'toll_free',
  tollfree: 'toll_free',
  toll_free: 'toll_free',
  inum: null,
}

/** Contract 7.2. */
export function inventoryRoutes(app: FastifyInstance): void {
  resource(app, `${ROOT}/areacodes`, {
    GET: async (request, reply) => {
      const query = new PageReader(request, 400)
      const maxSetupNanos = readMost(query)
      query.check()
      const codes = await listAreaCodes(scopeOf(request), { ...query.ask(), maxSetupNanos })
      return query.send(reply, `${ROOT}/areacodes`, codes, (id) => ({
        id,
        type: 'areacode',
        links: { related: `${env.api.url}${ROOT}/exchanges?areacode=${id}` },
      }))
    },
  })
  resource(app, `${ROOT}/exchanges`, {
    GET: async (request, reply) => {
      const query = new PageReader(request, 200)
      const maxSetupNanos = readMost(query)
      const areaCode = query.pattern('areacode', /^1?[2-9]\d\d$/, 'Must be an area code, such as 206.')?.slice(-3)
      query.check()
      const codes = await listExchanges(scopeOf(request), { ...query.ask(), maxSetupNanos, areaCode })
      return query.send(reply, `${ROOT}/exchanges`, codes, (id) => ({
        id,
        type: 'exchange',
        links: { related: `${env.api.url}${ROOT}?starts_with=1${id}` },
      }))
    },
  })
  resource(app, ROOT, {
    GET: async (request, reply) => {
      const query = new PageReader(request, 200)
      const filter = readFilter(query)
      const sort = readSort(query)
      query.check()
      const found = filter === null ? [] : await listStock(scopeOf(request), { filter, sort, ...query.ask() })
      return query.send(reply, ROOT, found, renderStock)
    },
  })
}

function renderStock(number: StockNumber) {
  const value = digits(number.e164)
  return {
    id: value,
    type: 'number',
    attributes: {
      monthly_cost: dollars(number.monthlyNanos),
      number_type: messageType(number.kind),
      rate_center: number.rateCenter,
      setup_cost: dollars(number.setupNanos),
      state: number.state,
      value,
    },
    links: { related: `${env.api.url}/v2/numbers/${value}` },
  }
}

/** Null: nothing can match. */
function readFilter(query: PageReader): StockFilter | null {
  const digitsOnly = (name: string) =>
    query.pattern(name, /^\+?\d{1,11}$/, 'Must be digits, at most 11.')?.replace('+', '')
  const [startsWith, contains, endsWith] = ['starts_with', 'contains', 'ends_with'].map(digitsOnly)
  const state = query.pattern('state', /^[a-z]{2}$/i, 'Must be a state or province in two letters, such as WA.')
  const country = query.pattern('iso_country', /^[a-z]{2}$/i, 'Must be a country in two letters, such as US.')
  const rateCenter = query.pattern('rate_center', /^.{1,40}$/, 'Must be a name of at most 40 characters.')
  const type = query.pattern('number_type', /./, '')?.toLowerCase()
  const kind = type === undefined ? undefined : KINDS[type]
  if (type !== undefined && kind === undefined) query.wrong('number_type', 'Must be longcode or toll-free.')
  if (kind === null) return null
  return {
    ...(startsWith ? { startsWith } : {}),
    ...(contains ? { contains } : {}),
    ...(endsWith ? { endsWith } : {}),
    ...(state ? { state: state.toLowerCase() } : {}),
    ...(country ? { country: country.toUpperCase() } : {}),
    ...(rateCenter ? { rateCenter: rateCenter.toLowerCase() } : {}),
    ...(kind ? { kind } : {}),
  }
}

function readSort(query: PageReader): StockSort {
  const names = Object.keys(STOCK_ORDERS) as (keyof typeof STOCK_ORDERS)[]
  const [name = '', direction = 'asc', more] = (query.pattern('order_by', /./, '') ?? 'number').toLowerCase().split(',')
  const by = names.find((one) => one === name.trim())
  const isKnown = more === undefined && ['asc', 'desc'].includes(direction.trim())
  if (!by || !isKnown) query.wrong('order_by', `Must be one of ${names.join(', ')}, with “,asc” or “,desc” after it.`)
  return { by: by ?? 'number', isDescending: direction.trim() === 'desc' }
}

function readMost(query: PageReader): bigint | undefined {
  const text = query.pattern('max_setup_cost', /^\d{0,9}(\.\d{0,9})?$/, 'Must be an amount in dollars, such as 1.50.')
  const amount = text === undefined ? undefined : parseDollars(text.replace(/^\./, '0.').replace(/\.$/, ''))
  if (amount === null) query.wrong('max_setup_cost', 'Must be an amount in dollars, such as 1.50.')
  return amount ?? undefined
}
