import { formatTotal } from '#components/money.ts'
import type { Today } from '#domain/reports/message-rows.ts'
import { Figures } from './figures.tsx'

const count = new Intl.NumberFormat('en-US')

export function TodayFigures({ today }: { today: Today }) {
  const { sent, received, deliveredShare, spentNanos } = today
  const share = deliveredShare === null ? '–' : `${(deliveredShare * 100).toFixed(1)}%`
  return (
    <Figures
      label="Today"
      figures={[
        { name: 'Sent today', value: count.format(sent) },
        { name: 'Received today', value: count.format(received) },
        { name: 'Delivered today', value: share },
        { name: 'Spent today', value: formatTotal(spentNanos) },
      ]}
    />
  )
}
