/** The sentence above each chart: what it shows, not what it is. */
import { formatMs, formatShare } from '#components/chart/chart-data.ts'
import { formatTotal } from '#components/money.ts'
import { adviceFor } from '#domain/insights/error-advice.ts'
import { percentileMs } from '#domain/insights/latency.ts'
import type { Group, Insights } from '#domain/insights/read-insights.ts'
import { addSums, deliveredShare, NOTHING, type Sums } from '#domain/insights/sums.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { parseNumber } from '#domain/numbers/nanp.ts'
import { flagsOf } from './flags.ts'

const count = new Intl.NumberFormat('en-US')
/** Fewer are chance. */
const FEWEST = 20

export function deliveryFinding({ total, numbers, areas }: Insights): string {
  const share = deliveredShare(total)
  if (total.messages === 0) return 'Nothing was sent in this time'
  if (share === null) return 'No receipt has come yet'
  const worse = worstOf([
    { name: 'toll-free numbers fail', ...splitBy(numbers.rows, ({ value }) => isTollFree(value)) },
    { name: 'long codes fail', ...splitBy(numbers.rows, ({ value }) => !isTollFree(value)) },
    ...areas.rows.map((area) => ({
      name: `area code ${area.value} fails`,
      ...splitBy(areas.rows, ({ value }) => value === area.value),
    })),
  ])
  return `${formatShare(share)} delivered${worse ? `; ${worse}` : ''}`
}

export function failureFinding({ failures, total }: Insights): string {
  const [first] = failures
  if (!first) return total.messages === 0 ? 'No failures: nothing was sent' : 'No failures in this time'
  const share = first.messages / Math.max(1, total.failed)
  const { meaning } = adviceFor(first.status, first.code)
  return `${share === 1 ? 'All failures' : `${formatShare(share)} of the failures`}: ${meaning.charAt(0).toLowerCase()}${meaning.slice(1).replace(/\.$/, '')}`
}

export function acceptFinding({ total }: Insights): string {
  const p95 = percentileMs(total.acceptCounts, 0.95)
  return p95 === null ? 'Nothing reached a carrier in this time' : `95% reached the carrier within ${formatMs(p95)}`
}

export function receiptFinding({ total }: Insights): string {
  const p95 = percentileMs(total.receiptCounts, 0.95)
  return p95 === null ? 'No delivery receipt in this time' : `95% were on the phone ${formatMs(p95)} later`
}

export function numbersFinding({ numbers }: Insights): string {
  const flagged = numbers.rows.filter((group) => flagsOf(group).length > 0)
  const [first] = flagged
  if (numbers.rows.length === 0) return 'No number sent anything'
  if (!first) return 'No number is over a line'
  return flagged.length === 1
    ? `${formatNumber(first.value)} is over a line: look at what it sends`
    : `${count.format(flagged.length)} numbers are over a line: look at what they send`
}

export function wasteFinding({ total, characters }: Insights): string {
  const lost = total.ucs2Parts - total.gsm7Parts
  if (total.ucs2 === 0) return 'Every message was sent in GSM-7'
  if (lost === 0) return `${count.format(total.ucs2)} messages needed UCS-2, and none of them took a part more for it`
  const worst = characters[0]?.character
  return `${formatTotal(total.lostNanos)} went into ${count.format(lost)} ${lost === 1 ? 'part' : 'parts'} that plain characters would have saved${
    worst ? `, ${lost === 1 ? '' : 'most of them '}for ${nameOfCharacter(worst)}` : ''
  }`
}

const NAMES: Record<string, string> = {
  emoji: 'emoji',
  other: 'characters of other scripts',
  '\u00a0': 'no-break spaces',
  '’': 'curly apostrophes',
  '‘': 'curly apostrophes',
  '“': 'curly quotes',
  '”': 'curly quotes',
  '–': 'en dashes',
  '—': 'em dashes',
  '…': 'the ellipsis character',
}

export function nameOfCharacter(character: string): string {
  return NAMES[character] ?? `the character ${character}`
}

function isTollFree(e164: string): boolean {
  const number = parseNumber(e164)
  return number.ok && number.kind === 'toll_free'
}

type Halves = { those: Sums; others: Sums }

function splitBy(groups: readonly Group[], isOne: (group: Group) => boolean): Halves {
  const sum = (rows: readonly Group[]) => rows.reduce<Sums>(addSums, NOTHING)
  return { those: sum(groups.filter(isOne)), others: sum(groups.filter((group) => !isOne(group))) }
}

/** Whoever fails at least twice as often as the rest, if anybody does, and by how much. */
function worstOf(all: readonly (Halves & { name: string })[]): string | null {
  const rates = all.flatMap(({ name, those, others }) => {
    const [mine, theirs] = [rateOf(those), rateOf(others)]
    return mine === null || theirs === null || theirs === 0 ? [] : [{ name, times: mine / theirs }]
  })
  const [worst] = rates.filter(({ times }) => times >= 2).sort((a, b) => b.times - a.times)
  if (!worst) return null
  return `${worst.name} ${worst.times < 2.5 ? 'twice' : `${Math.round(worst.times)} times`} as often as the rest`
}

function rateOf({ delivered, failed }: Sums): number | null {
  return delivered + failed < FEWEST ? null : failed / (delivered + failed)
}
