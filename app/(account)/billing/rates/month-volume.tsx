import { countWord, rateWord, tierWord } from '#components/rate/rate-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { Figures } from '#components/ui/figures.tsx'
import { tierAt } from '#domain/rates/rate-card.ts'
import type { Volume } from '#domain/rates/read-volume.ts'
import type { ShownCard } from '#domain/rates/shown-cards.ts'

type Props = { volume: Volume; cards: ShownCard[]; zone: string }

/** How much went out this month, and what the nearest tier of any card needs. */
export function MonthVolume({ volume: { thisMonth, monthEndsAt, lastMonth }, cards, zone }: Props) {
  const before = lastMonth.reduce((sum, { direction, parts }) => (direction === 'outbound' ? sum + parts : sum), 0n)
  const next = nextTier(cards, thisMonth)
  return (
    <section aria-label="This month" className="grid gap-3">
      <Figures
        label="This month's volume"
        figures={[
          { name: 'Sent this month', value: countWord(thisMonth), note: thisMonth === 1n ? 'part' : 'parts' },
          {
            name: 'To the next tier',
            value: next ? countWord(next.missing) : '–',
            note: next ? 'parts' : 'no tier to come',
          },
          { name: 'Sent last month', value: countWord(before), note: before === 1n ? 'part' : 'parts' },
        ]}
      />
      {next ? (
        <div className="grid gap-1.5">
          <progress
            value={Number(thisMonth - next.from)}
            max={Number(next.at - next.from)}
            aria-label="Way to the next tier"
            className="job-progress h-2 w-full"
          />
          <p className="text-13 text-ink-2">
            {tierWord({ fromParts: next.at, untilParts: null })} a part costs{' '}
            <span className="num text-ink">{rateWord(next.partNanos)}</span> and not{' '}
            <span className="num">{rateWord(next.nowNanos)}</span>.
          </p>
        </div>
      ) : null}
      <p className="text-13 text-ink-3">
        Outbound parts count. The month ends <Moment at={monthEndsAt.toISOString()} zone={zone} as="shortMoment" />.
      </p>
    </section>
  )
}

function nextTier(cards: readonly ShownCard[], volume: bigint) {
  const [nearest] = cards
    .filter(({ direction }) => direction === 'outbound')
    .flatMap(({ tiers, surchargeNanos }) => {
      const tier = tierAt(tiers, volume)
      const after = tiers.find(({ fromParts }) => fromParts === tier?.untilParts)
      return tier && after
        ? [
            {
              from: tier.fromParts,
              at: after.fromParts,
              missing: after.fromParts - volume,
              partNanos: after.partNanos + surchargeNanos,
              nowNanos: tier.partNanos + surchargeNanos,
            },
          ]
        : []
    })
    .sort((one, other) => (one.missing < other.missing ? -1 : 1))
  return nearest ?? null
}
