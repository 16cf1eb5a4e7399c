import { type ChartData, type Point, textOf } from './chart-data.ts'

/** What the point under the mouse, or chosen by keys, says. */
export function PlotTip({ point, data: { series, unit } }: { point: Point | undefined; data: ChartData }) {
  if (!point) return null
  return (
    <div className="rounded-md border border-line bg-surface px-3 py-2 text-12 shadow-float">
      <p className="font-medium">{point.name}</p>
      <dl className="mt-1 grid grid-cols-[auto_auto] gap-x-4">
        {series.map(({ key, name }) => (
          <div key={key} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="num text-right">{textOf(point, key, unit)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
