/** The list's state is its address: what it is narrowed to, where it goes on, which one is open. */
import { parseNumber } from '#domain/numbers/nanp.ts'
import type { OptOutFilter } from '#domain/optouts/list-opt-outs.ts'
import { OPT_OUT_SOURCES } from '#domain/optouts/opt-out.ts'
import { isId } from '#lib/ids.ts'

export const OPT_OUTS_PATH = '/messages/opt-outs'

export type OptOutView = {
  /** As they were written. */
  number: string
  consumer: string
  source: string
  state: string
  before: string
  open: string
}
const NAMES = ['number', 'consumer', 'source', 'state', 'before', 'open'] as const
const STATES = ['in_force', 'lifted']

export function readView(given: Record<string, string | string[] | undefined>): OptOutView {
  const text = (name: (typeof NAMES)[number]) => {
    const value = given[name]
    return typeof value === 'string' ? value.slice(0, 60).trim() : ''
  }
  const [source, state] = [text('source'), text('state')]
  return {
    number: text('number'),
    consumer: text('consumer'),
    source: OPT_OUT_SOURCES.some((one) => one === source) ? source : '',
    state: STATES.includes(state) ? state : '',
    before: isId(text('before')) ? text('before') : '',
    open: isId(text('open')) ? text('open') : '',
  }
}

export function viewHref(view: OptOutView, change: Partial<OptOutView> = {}, path = OPT_OUTS_PATH): string {
  const next = { ...view, ...change }
  const query = new URLSearchParams(NAMES.flatMap((name) => (next[name] ? [[name, next[name]]] : [])))
  return query.size > 0 ? `${path}?${query}` : path
}

export function isNarrowed({ number, consumer, source, state }: OptOutView): boolean {
  return [number, consumer, source, state].some((one) => one !== '')
}

/** What is no number matches none. */
export function filterOf({ number, consumer, source, state }: OptOutView): OptOutFilter {
  const known = OPT_OUT_SOURCES.find((one) => one === source)
  return {
    ...(number ? { number: e164Of(number) } : {}),
    ...(consumer ? { consumer: e164Of(consumer) } : {}),
    ...(known ? { source: known } : {}),
    ...(state ? { inForce: state === 'in_force' } : {}),
  }
}

function e164Of(written: string): string {
  const parsed = parseNumber(written)
  return parsed.ok ? parsed.e164 : 'none'
}
