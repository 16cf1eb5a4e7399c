import { formatNumber } from '#domain/numbers/format-number.ts'
import type { PortEvent } from '#domain/porting/read-port.ts'
import type { Status } from '#domain/porting/status.ts'

export const PORTING_HREF = '/numbers/porting'
export const portHref = (id: string) => `${PORTING_HREF}/${id}`

export const KIND_WORDS = { longcode: 'Long codes', toll_free: 'Toll-free numbers' } as const

const MOVED: Record<Status, string> = {
  draft: 'Opened',
  documents: 'Details complete; documents are needed',
  submitted: 'Submitted to the losing carrier',
  exception: 'Sent back by the losing carrier',
  foc_confirmed: 'Date confirmed by the losing carrier',
  voice_ported: 'Voice has moved; the numbers are on this account',
  done: 'Done: every number sends and receives text',
  canceled: 'Canceled',
}

/** What an event says, and the words that came with it. */
export function readEvent({ kind, to, note }: PortEvent): { title: string; note: string | null } {
  switch (kind) {
    case 'moved':
      return { title: to ? MOVED[to] : 'Moved on', note }
    case 'commented':
      return { title: 'Comment', note }
    case 'details':
      return { title: 'Details saved', note }
    case 'document':
      return { title: 'Document uploaded', note }
    case 'signed':
      return { title: `Letter of authorization signed by ${note ?? 'name'}`, note: null }
    case 'numbers':
      return { title: 'Numbers taken out', note: numbersIn(note) }
    case 'loop_test':
      return { title: `A test message left ${numbersIn(note)}`, note: null }
    case 'overdue':
      return {
        title: `No test message came back to ${numbersIn(note)} in five days`,
        note: 'It is tried on every hour; the carrier is asked.',
      }
    case 'active':
      return { title: 'Text works', note: numbersIn(note) }
  }
}

function numbersIn(note: string | null): string {
  return (note ?? '').replaceAll(/\+1\d{10}/g, (e164) => formatNumber(e164))
}

/** `2026-12-04` → `Dec 4, 2026`: a day of the calendar, in no time zone. */
export function calendarDay(day: string, plusDays = 0): string {
  const at = new Date(`${day}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + plusDays)
  return at.toLocaleDateString('en-US', { timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' })
}
