/**
 * The ways to walk to what a filter asks for: each lead is one or several walks along one index, newest or oldest first, that together
 * pass every message that matches, and each only once. What else the filter says is tested on the way.
 *
 * A walk must be the walk that is meant, whatever the planner knows of the table: a value stands as two bounds and not as `=`, so that
 * the order `column, id` is one that a single index has, and nothing may be sorted (`READ_SETTINGS`).
 */
import type { Scope } from '#domain/access/scope.ts'
import { numberLimit } from '#domain/access/scope.ts'
import { STATUSES, type Status } from '#domain/messages/status.ts'
import { MESSAGE_FILTER_NAMES, type MessageFilter, statusesOf } from './message-filter.ts'
import { visibleMessages } from './message-visible.sql.ts'

export type Walk = { column: string | null; value: string; also: string }
export type Lead = { name: string; walks: Walk[] }

const INBOUND: readonly Status[] = ['received', 'held']
/** With more, reading by the account's own order costs less than so many walks. */
const MOST_WALKS = 20

export const EVERYTHING_IS_READ: Lead = { name: 'all', walks: [{ column: null, value: '', also: '' }] }

/** The account's own order comes last: it leads to everything. */
export function leadsTo(scope: Scope, filter: MessageFilter): Lead[] {
  const { direction, from, to, number, tag, error, key } = filter
  const statuses = statusesMeant(filter)
  // No status that is asked for can be of the direction that is.
  if (direction !== '' && statuses.length === 0) return [{ name: 'nothing', walks: [] }]
  const leads: Lead[] = [
    { name: 'from', walks: from === '' ? [] : sent('from_e164', from, direction) },
    { name: 'to', walks: to === '' ? [] : sent('to_e164', to, direction) },
    { name: 'number', walks: number === '' ? [] : either(number, direction) },
    { name: 'own numbers', walks: (numberLimit(scope) ?? []).flatMap((one) => own(one, direction)) },
    { name: 'tag', walks: equal('tag', tag) },
    { name: 'error', walks: error === 'none' ? [] : equal('error_code', error) },
    { name: 'key', walks: equal('key_id', key) },
    { name: 'status', walks: statuses.flatMap((status) => equal('status', status)) },
    { name: 'ucs2', walks: filter.encoding === 'ucs2' ? [part("m.encoding = 'ucs2'")] : [] },
    { name: 'test', walks: filter.kind === 'test' ? [part('m.is_test')] : [] },
  ]
  return [...leads.filter(({ walks }) => walks.length > 0 && walks.length <= MOST_WALKS), EVERYTHING_IS_READ]
}

/** The lead that by itself is all that a filter asks for, beside its time: it can be counted without looking at a message. */
export function wholeLead(scope: Scope, filter: MessageFilter): Lead | null {
  const [name, ...others] = MESSAGE_FILTER_NAMES.slice(3).filter((one) => filter[one] !== '')
  if (name === undefined || others.length > 0 || visibleMessages(scope, String).length > 0) return null
  const [lead, ...rest] = leadsTo(scope, filter)
  return lead && rest.length > 0 ? lead : null
}

type Direction = MessageFilter['direction']

function equal(column: string, value: string): Walk[] {
  return value === '' ? [] : [{ column, value, also: '' }]
}

/** Along a partial index that has the account's order. */
function part(also: string): Walk {
  return { column: null, value: '', also }
}

function sent(column: 'from_e164' | 'to_e164', value: string, direction: Direction): Walk[] {
  const directions = direction === '' ? (['outbound', 'inbound'] as const) : [direction]
  return directions.map((one) => ({ column, value, also: `m.direction = '${one}'` }))
}

/** A message from a number to itself is met from its first side. */
function either(number: string, direction: Direction): Walk[] {
  const to = sent('to_e164', number, direction)
  return [
    ...sent('from_e164', number, direction),
    ...to.map((walk) => ({ ...walk, also: `${walk.also} and m.from_e164 <> m.to_e164` })),
  ]
}

function own(number: string, direction: Direction): Walk[] {
  return [
    ...(direction === 'inbound' ? [] : sent('from_e164', number, 'outbound')),
    ...(direction === 'outbound' ? [] : sent('to_e164', number, 'inbound')),
  ]
}

/** A direction is the statuses it can have. */
function statusesMeant(filter: MessageFilter): Status[] {
  const { direction } = filter
  const asked = statusesOf(filter)
  if (direction === '') return asked
  return (asked.length > 0 ? asked : [...STATUSES]).filter((one) => INBOUND.includes(one) === (direction === 'inbound'))
}
