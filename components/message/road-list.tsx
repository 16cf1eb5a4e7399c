import { delta, exactClock, fullMoment } from '#components/time/zone.ts'
import type { MessageDetail } from '#domain/reports/message-rows.ts'
import { type Station, tellRoad } from './road.ts'

export function RoadList({ message, zone }: { message: MessageDetail; zone: string }) {
  const stations = tellRoad(message)
  return (
    <ol className="road text-13" aria-label="What happened to this message">
      {stations.map((station, index) => (
        <li key={station.key} data-tone={station.tone}>
          <div className="flex items-baseline gap-3">
            <span className={`min-w-0 flex-1 ${station.tone === 'next' ? 'text-ink-3' : 'font-medium'}`}>
              {station.title}
            </span>
            <When station={station} start={message.at} isFirst={index === 0} zone={zone} />
          </div>
          {station.note ? <p className="mt-px wrap-anywhere text-ink-3">{station.note}</p> : null}
        </li>
      ))}
    </ol>
  )
}

type WhenProps = { station: Station; start: string; isFirst: boolean; zone: string }

function When({ station, start, isFirst, zone }: WhenProps) {
  if (!station.at) return null
  const isClock = isFirst || station.tone === 'next'
  return (
    <time dateTime={station.at} title={fullMoment(station.at, zone)} className="num shrink-0 text-ink-3">
      {isClock ? exactClock(station.at, zone) : delta(start, station.at)}
    </time>
  )
}
