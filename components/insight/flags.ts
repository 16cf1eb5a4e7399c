import { formatShare } from '#components/chart/chart-data.ts'
import type { Group } from '#domain/insights/read-insights.ts'

/**
 * Our own lines, since carriers publish none that all of them share: from here on a number is looked at before a carrier looks.
 * Fewer messages than these say nothing.
 */
export const LINES = { spamLike: 0.01, optOuts: 0.03, fewest: 50 } as const

/** What is over its line, in words. */
export function flagsOf({ messages, spamLike, optOuts }: Group): string[] {
  if (messages < LINES.fewest) return []
  return [
    ...(spamLike / messages >= LINES.spamLike ? [`${formatShare(spamLike / messages)} taken for spam`] : []),
    ...(optOuts / messages >= LINES.optOuts ? [`${formatShare(optOuts / messages)} opted out`] : []),
  ]
}
