import type { ExportRow } from '#domain/exports/export-rows.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { MESSAGE_FILTER_NAMES, type MessageFilter } from '#domain/reports/message-filter.ts'

const RANGES: Record<string, string> = {
  '1h': 'last hour',
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
  '90d': 'last 90 days',
  '1y': 'last year',
}

/** A filter in a line: `last 7 days · status delivered · to (206) 555-0107`. `daily`: its time is the day before. */
export function filterInWords(filter: MessageFilter, { daily = false } = {}): string {
  const rest = MESSAGE_FILTER_NAMES.filter((name) => !['range', 'since', 'until'].includes(name) && filter[name] !== '')
  const said = rest.map((name) => {
    const value = filter[name]
    if (name === 'from' || name === 'to' || name === 'number') return `${name} ${formatNumber(value)}`
    if (name === 'text') return `content has “${value}”`
    if (name === 'key' || name === 'carrier') return `one ${name}`
    return name === 'direction' || name === 'kind' ? value : `${name} ${value.replaceAll(',', ' or ')}`
  })
  return [daily ? 'the day before' : timeInWords(filter), ...said].join(' · ')
}

function timeInWords({ range, since, until }: MessageFilter): string {
  const [from, to] = [since, until].map((moment) => moment.replace('T', ' ').replace('Z', ' UTC'))
  if (from !== '' && from === to) return from ?? ''
  if (from && to) return `${from} to ${to}`
  if (from) return `since ${from}`
  return to ? `until ${to}` : (RANGES[range || '24h'] ?? range)
}

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
