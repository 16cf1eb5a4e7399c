/**
 * Followers who ask for the same and may see the same: what is found and written for one of them is right for all. Whoever has
 * another role is never of the same group.
 */
import type { Scope } from '#domain/access/scope.ts'
import type { Tx } from '#lib/db.ts'
import { MINUTE_MS } from '#lib/time.ts'
import { isNarrowed, type MessageFilter, messageQuery } from './message-filter.ts'
import { type MessageMatches, matchingIds, messageMatches } from './message-matches.sql.ts'

/** Null filters nothing, not even by time. */
export type Wanted = { filter: MessageFilter; zone: string } | null

export type LiveGroup = {
  key: string
  scope: Scope
  wanted: Wanted
  /** The filter as SQL: a relative range begins later as time goes on. */
  asked: { at: number; matches: MessageMatches; known: MessageMatches | null } | null
}

/** Of some messages: those that match, and those that matched or may have, and no longer do. Null: all match. */
export type Fit = { shown: ReadonlySet<string>; left: ReadonlySet<string> } | null

export function groupOf(scope: Scope, wanted: Wanted): LiveGroup {
  const { actor } = scope
  const sight = actor.kind === 'person' ? `role ${actor.role}` : `${actor.kind} ${actor.id}`
  const query = wanted ? `${wanted.zone} ${messageQuery(wanted.filter)}` : ''
  return { key: `${sight} ${query}`, scope, wanted, asked: null }
}

/** A step. The rows must be read in the same snapshot: a message that moves in between would be judged by another status. */
export async function fitOf(tx: Tx, group: LiveGroup, ids: readonly string[]): Promise<Fit> {
  if (!group.wanted) return null
  const { filter } = group.wanted
  const { matches, known } = await ask(tx, group, group.wanted)
  if (!isNarrowed(filter) && matches.until === null)
    return { shown: new Set(ids.filter((id) => id >= (matches.from ?? ''))), left: new Set() }
  const [shown, may] = await Promise.all([
    matchingIds(tx, matches, ids),
    known ? matchingIds(tx, known, ids) : new Set<string>(),
  ])
  return { shown, left: new Set([...may].filter((id) => !shown.has(id))) }
}

/** Whatever has just come is what it asks for. */
export function isOfNewest({ wanted }: LiveGroup): boolean {
  return wanted === null || (!isNarrowed(wanted.filter) && wanted.filter.since === '' && wanted.filter.until === '')
}

async function ask(tx: Tx, group: LiveGroup, { filter, zone }: NonNullable<Wanted>) {
  if (group.asked && performance.now() - group.asked.at < MINUTE_MS) return group.asked
  const [matches, known] = await Promise.all([
    messageMatches(tx, group.scope, filter, zone),
    movesAway(filter) ? messageMatches(tx, group.scope, lasting(filter), zone) : null,
  ])
  group.asked = { at: performance.now(), matches, known }
  return group.asked
}

/** What a message is when it is accepted, it stays; these change with its moves. */
function lasting(filter: MessageFilter): MessageFilter {
  return { ...filter, status: '', error: '', price: '', carrier: '' }
}

function movesAway({ status, error, price, carrier }: MessageFilter): boolean {
  return status !== '' || error !== '' || price !== '' || carrier !== ''
}
