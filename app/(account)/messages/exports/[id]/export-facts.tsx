import { FORMAT_WORDS, NUMBER_WORDS, sizeInWords, written } from '#components/export/export-words.ts'
import { Moment } from '#components/time/moment.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { Section } from '#components/ui/section.tsx'
import type { ExportDetail } from '#domain/exports/export-rows.ts'

export function ExportFacts({ of, zone }: { of: ExportDetail; zone: string }) {
  const { format, columns, zone: writtenIn, numbers, rows, contentBytes, sha256, parts, endedAt, endedBy, state } = of
  const moments = [...new Set(parts.map(({ snapshotAt }) => snapshotAt.toISOString()))]
  const facts: Fact[] = [
    ['Format', FORMAT_WORDS[format]],
    ['Columns', columns.join(', ')],
    ['Times in', writtenIn],
    [
      'Numbers as',
      <span key="numbers" className="num">
        {NUMBER_WORDS[numbers]}
      </span>,
    ],
    ...(state === 'done'
      ? ([
          [
            'Rows',
            <span key="rows" className="num">
              {written(rows)}
            </span>,
          ],
          ['Content', sizeInWords(contentBytes)],
          [
            'SHA-256',
            <span key="sha" className="num break-all">
              {sha256}
            </span>,
          ],
        ] satisfies Fact[])
      : []),
    ...moments.map(
      (at, index): Fact => [index === 0 ? 'As of' : '', <Moment key={at} at={at} zone={zone} as="fullMoment" />],
    ),
    ...(endedAt
      ? ([
          [
            state === 'done' ? 'Ready' : 'Ended',
            <span key="ended">
              <Moment at={endedAt.toISOString()} zone={zone} as="fullMoment" />
              {endedBy ? `, by ${endedBy}` : ''}
            </span>,
          ],
        ] satisfies Fact[])
      : []),
  ]
  return (
    <Section title="What it is">
      <Facts facts={facts} />
    </Section>
  )
}
