import { FILTER_WORDS, filterValueWord, timeWords } from '#components/table/message-words.ts'
import type { ExportRow } from '#domain/exports/export-rows.ts'
import { MESSAGE_FILTER_NAMES, type MessageFilter } from '#domain/reports/message-filter.ts'

/** A filter in a line: `last 7 days · status delivered · to (206) 555-0107`. `daily`: its time is the day before. */
export function filterInWords(filter: MessageFilter, { daily = false } = {}): string {
  const rest = MESSAGE_FILTER_NAMES.filter((name) => !['range', 'since', 'until'].includes(name) && filter[name] !== '')
  const said = rest.map((name) => {
    const value = filter[name]
    if (name === 'text') return `content has “${value}”`
    // Names may have changed since.
    if (name === 'key' || name === 'carrier') return `one ${name}`
    const word = filterValueWord(filter, name, { keys: [], carriers: [] })
    if (name === 'direction' || name === 'kind') return word.toLowerCase()
    return `${FILTER_WORDS[name].toLowerCase()} ${word}`
  })
  return capital([daily ? 'the day before' : timeWords(filter), ...said].join(' · '))
}

/** What a daily export of it may be called. */
export function dailyName(filter: MessageFilter): string {
  const [, ...said] = filterInWords(filter, { daily: true }).split(' · ')
  return capital(said.join(', ') || 'All messages').slice(0, 80)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const FORMAT_WORDS: Record<ExportRow['format'], string> = { csv: 'CSV', jsonl: 'JSON Lines' }

export const NUMBER_WORDS: Record<ExportRow['numbers'], string> = {
  digits: '12065550107',
  national: '(206) 555-0107',
  e164: '+12065550107',
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** `3.4 MB` */
export function sizeInWords(bytes: bigint | number): string {
  let [size, unit] = [Number(bytes), 0]
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`
}

export const written = (count: bigint | number) => count.toLocaleString('en-US')
