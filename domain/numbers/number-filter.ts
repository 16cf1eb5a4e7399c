/** Which of its numbers somebody wants to see. The page's address, the export's and a job's are read by the same rules. */
import type { MessagingState } from '#domain/routing/parties.ts'
import type { NumberKind } from './nanp.ts'

export type UrlOrigin = 'number' | 'account' | 'none'

export type OwnNumberFilter = {
  /** Digits of the number, or a part of its name, a tag or its place. */
  q: string
  type: NumberKind | ''
  state: MessagingState | ''
  tag: string
  /** Whose SMS request URL is in force. */
  url: UrlOrigin | ''
  registration: Registration | ''
}

export type Registration = 'none' | 'pending' | 'registered'

export const FILTER_NAMES = [
  'q',
  'type',
  'state',
  'tag',
  'url',
  'registration',
] as const satisfies (keyof OwnNumberFilter)[]
export const NO_FILTER: OwnNumberFilter = { q: '', type: '', state: '', tag: '', url: '', registration: '' }

const VALUES = {
  type: ['longcode', 'toll_free'],
  state: ['enabled', 'porting', 'suspended', 'released'],
  url: ['number', 'account', 'none'],
  registration: ['none', 'pending', 'registered'],
} as const satisfies { [K in keyof OwnNumberFilter]?: readonly OwnNumberFilter[K][] }
export const FILTER_VALUES = VALUES

const LONGEST = 100

/** What cannot be meant (a value there is not, a text too long) filters nothing, rather than everything away. */
export function readNumberFilter(given: Record<string, string | string[] | null | undefined>): OwnNumberFilter {
  const text = (name: string) => {
    const value = given[name]
    return typeof value === 'string' && value.length <= LONGEST ? value.replaceAll('\0', '').trim() : ''
  }
  const one = <T extends string>(name: string, values: readonly T[]): T | '' =>
    values.find((value) => value === text(name)) ?? ''
  return {
    q: text('q'),
    type: one('type', VALUES.type),
    state: one('state', VALUES.state),
    tag: text('tag').toLowerCase(),
    url: one('url', VALUES.url),
    registration: one('registration', VALUES.registration),
  }
}

export function isFiltered(filter: OwnNumberFilter): boolean {
  return FILTER_NAMES.some((name) => filter[name] !== '')
}
