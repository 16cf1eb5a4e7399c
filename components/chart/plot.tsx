'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId, useRef } from 'react'
import {
  Bar,
  type BarShapeProps,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  Tooltip,
  useActiveTooltipDataPoints,
  XAxis,
  YAxis,
} from 'recharts'
import { clickedHref, isPlainClick } from '#components/ui/clicked-link.ts'
import { type ChartData, formatUnit, type Point, type Series } from './chart-data.ts'
import { PlotTip } from './plot-tip.tsx'

const TICK = { fill: 'var(--ink-3)', fontSize: 12 }

/** Drawn by Recharts. The arrow keys walk along it, Enter opens what the bar counts; each bar is a link for the mouse. */
export function Plot({ title, data }: { title: string; data: ChartData }) {
  const { kind, series, points, unit, isStepped } = data
  const router = useRouter()
  const active = useRef<Point | null>(null)
  const hatch = useId()
  // By its full name: a day has the same hour as the day before, and a point is found by what the axis says.
  const labels = new Map(points.map(({ name, label }) => [name, label]))

  // On the way down: Enter closes the drawing's own tip, and then nothing is active any more.
  function onKeyDown(event: KeyboardEvent) {
    const href = active.current?.href
    if (event.key === 'Enter' && href) router.push(href)
  }
  function onClick(event: MouseEvent) {
    if (!isPlainClick(event)) return
    const href = clickedHref(event) ?? active.current?.href
    if (!href) return
    event.preventDefault()
    router.push(href)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the drawing inside is what has the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are heard on the way down
    <div className="h-full" onKeyDownCapture={onKeyDown} onClick={onClick}>
      <ComposedChart
        responsive
        data={points}
        title={title}
        desc="Left and right walk along the chart, Enter opens the messages. The same numbers are in the table below."
        style={{ width: '100%', height: '100%' }}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        stackOffset="sign"
        barCategoryGap={points.length > 40 ? 1 : '18%'}
      >
        <defs>
          {series.map(({ key, colour }) => (
            <pattern
              key={key}
              id={`${hatch}-${key}`}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="5" height="5" fill={`color-mix(in oklab, var(--${colour}) 22%, var(--surface))`} />
              <rect width="2.5" height="5" fill={`var(--${colour})`} />
            </pattern>
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="name"
          tickFormatter={(name: string) => labels.get(name) ?? ''}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={TICK}
          minTickGap={28}
          height={24}
        />
        <YAxis
          tickLine={false}
          axisLine={false}
          tick={TICK}
          tickCount={4}
          width={52}
          allowDecimals={unit !== 'count'}
          tickFormatter={(value: number) => formatUnit(value, unit)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--sunk)', stroke: 'var(--line-strong)', strokeWidth: kind === 'lines' ? 1 : 0 }}
          content={({ payload }) => <PlotTip point={payload[0]?.payload} data={data} />}
        />
        {series
          .filter((one) => !one.isOnlySaid)
          .map((one) =>
            kind === 'lines' || one.isBeside ? (
              <Line
                key={one.key}
                dataKey={({ values }: Point) => values[one.key]}
                name={one.name}
                stroke={`var(--${one.colour})`}
                strokeWidth={one.isBeside ? 1.5 : 2}
                type={isStepped ? 'stepAfter' : 'linear'}
                {...(one.dash ? { strokeDasharray: one.dash } : {})}
                dot={points.length === 1}
                activeDot={{ r: 4, stroke: 'var(--surface)', strokeWidth: 2 }}
                connectNulls
                isAnimationActive={false}
              />
            ) : (
              <Bar
                key={one.key}
                dataKey={({ values }: Point) => values[one.key]}
                name={one.name}
                stackId="all"
                fill={one.hatched ? `url(#${hatch}-${one.key})` : `var(--${one.colour})`}
                maxBarSize={40}
                isAnimationActive={false}
                shape={(props: BarShapeProps) => <LinkedBar {...props} series={one} />}
              />
            ),
          )}
        <Follow active={active} />
      </ComposedChart>
    </div>
  )
}

/** For the mouse, with all that a link can do; the keyboard has the drawing as a whole, and the table. */
function LinkedBar({ series, ...props }: BarShapeProps & { series: Series }) {
  const point: Point | undefined = props.payload
  const href = point?.hrefs?.[series.key] ?? point?.href
  const bar = <Rectangle {...props} />
  return href ? (
    <a href={href} tabIndex={-1} aria-label={`${point?.name ?? ''}: ${series.name}`}>
      {bar}
    </a>
  ) : (
    bar
  )
}

/** Which point the mouse or the arrow keys are at. */
function Follow({ active }: { active: RefObject<Point | null> }) {
  const points = useActiveTooltipDataPoints<Point>()
  useEffect(() => {
    active.current = points?.[0] ?? null
  })
  return null
}
