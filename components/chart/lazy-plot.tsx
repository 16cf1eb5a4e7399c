'use client'

import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { ChartData } from './chart-data.ts'

type Props = { title: string; data: ChartData }

/** The drawing's library is loaded when the first drawing comes near the window. Its place has its height from the first byte on. */
export function LazyPlot(props: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [Plot, setPlot] = useState<ComponentType<Props> | null>(null)
  useEffect(() => {
    if (!place.current) return
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        watcher.disconnect()
        // Without it there is the table; a portal that was updated meanwhile has other files.
        import('./plot.tsx').then(
          (loaded) => setPlot(() => loaded.Plot),
          () => {},
        )
      },
      { rootMargin: '200px' },
    )
    watcher.observe(place.current)
    return () => watcher.disconnect()
  }, [])
  return (
    <div
      ref={place}
      className="needs-script h-[220px] min-w-0 border-b border-line/0"
      data-plot={Plot ? 'drawn' : 'waiting'}
    >
      {Plot ? <Plot {...props} /> : null}
    </div>
  )
}
