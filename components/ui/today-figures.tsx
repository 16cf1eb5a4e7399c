import { formatNanos } from '#domain/ledger/money.ts'
import type { Today } from '#domain/reports/message-rows.ts'
import { type Figure, Figures } from './figures.tsx'

type Balance = { availableNanos: bigint; heldNanos: bigint }

const count = new Intl.NumberFormat('en-US')

export function TodayFigures({ today, balance }: { today: Today; balance?: Balance }) {
  const { sent, received, deliveredShare, spentNanos } = today
  const share = deliveredShare === null ? '–' : `${(deliveredShare * 100).toFixed(1)}%`
  const spent = formatNanos(spentNanos)
  const figures: Figure[] = balance
    ? [
        { name: 'Balance', value: formatNanos(balance.availableNanos), note: heldNote(balance.heldNanos) },
        {
          name: 'Sent today',
          value: count.format(sent),
          note: deliveredShare === null ? undefined : `${share} delivered`,
        },
        { name: 'Received today', value: count.format(received) },
        { name: 'Spent today', value: spent },
      ]
    : [
        { name: 'Sent', value: count.format(sent) },
        { name: 'Received', value: count.format(received) },
        { name: 'Delivered', value: share },
        { name: 'Spent', value: spent },
      ]
  return <Figures figures={figures} label="Today" />
}

function heldNote(heldNanos: bigint): string | undefined {
  return heldNanos === 0n ? undefined : `${formatNanos(heldNanos)} held`
}
