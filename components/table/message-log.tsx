'use client'

import { useRouter } from 'next/navigation'
import { type MouseEvent, type ReactNode, useEffect, useMemo, useReducer, useRef, useState, useTransition } from 'react'
import type { ColumnId, Density } from '#domain/reports/column-ids.ts'
import type { LeftRow, MessagePage, MessageRow } from '#domain/reports/message-rows.ts'
import { wideClasses } from './column-layout.ts'
import { extend, type Feed, MAX_ROWS, openFeed, show, take } from './feed.ts'
import { liveQuery } from './live-query.ts'
import { LiveSwitch } from './live-switch.tsx'
import { LogFoot } from './log-foot.tsx'
import { logHref, messageHref } from './log-href.ts'
import type { Look } from './message-columns.tsx'
import { MessageTable } from './message-table.tsx'
import { NewRows } from './new-rows.tsx'
import { useCalm } from './use-calm.ts'
import { useFilterKeys } from './use-filter-keys.ts'
import { useLive } from './use-live.ts'
import { type OlderRows, useOlder } from './use-older.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useSafeRefresh } from './use-safe-refresh.ts'

type News =
  | { rows: MessageRow[]; left?: LeftRow[]; floor?: string | undefined; hold: boolean }
  | { older: OlderRows }
  | 'show'
function reduce(feed: Feed, news: News): Feed {
  if (news === 'show') return show(feed)
  return 'older' in news ? extend(feed, news.older) : take(feed, news.rows, news.hold, news.left, news.floor)
}

/** Figures and balance follow the rows, but not at their pace. */
const FIGURES_EVERY_MS = 4_000
/** So many rows since the last time are a flood: then the whole page is asked for more seldom. */
const FLOOD_ROWS = 100
const FIGURES_IN_A_FLOOD_MS = 15_000

type Props = {
  page: MessagePage
  /** What is asked for (`messageQuery`, as a text), and all that the address says beside the page and the open row. */
  query: string
  address: string
  before: string | null
  after: string | null
  openId: string | null
  zone: string
  columns: readonly ColumnId[]
  density: Density
  /** Of keys and carriers, by id. */
  names: Readonly<Record<string, string>>
  /** What it is narrowed to, and what else can be done with it: left and right above the rows. */
  filters: ReactNode
  tools: ReactNode
  /** In the place of rows, as long as there are none. */
  nothing: ReactNode
  /** How many match, and how far back it was looked. */
  counted: ReactNode
}

/** The live log. Changed rows change in place; new ones wait while somebody reads, points or has scrolled away. */
export function MessageLog({
  page,
  query,
  address,
  before,
  after,
  openId,
  zone,
  columns,
  density,
  names,
  ...parts
}: Props) {
  const router = useRouter()
  const refresh = useSafeRefresh()
  const [feed, tell] = useReducer(reduce, page, openFeed)
  const [on, setOn] = useState(true)
  const [target, setTarget] = useState(openId)
  const [opening, startOpening] = useTransition()
  const [start] = useState(page.position)
  const frame = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLElement>(null)
  const figures = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { isCalm, events } = useCalm(frame, () => tell('show'))
  const isNewest = before === null && after === null

  const told = useRef(0)
  function refreshLater(ms: number) {
    figures.current = setTimeout(() => {
      const isFlood = told.current > FLOOD_ROWS && ms === FIGURES_EVERY_MS
      if (isFlood) return refreshLater(FIGURES_IN_A_FLOOD_MS - FIGURES_EVERY_MS)
      figures.current = undefined
      told.current = 0
      void refresh()
    }, ms)
  }
  const { connection, heardAt } = useLive(
    start,
    on,
    (rows, left, floor) => {
      tell({ rows, left, floor, hold: !isNewest || !isCalm() })
      told.current += rows.length
      if (!figures.current) refreshLater(FIGURES_EVERY_MS)
    },
    liveQuery(query),
  )
  useEffect(() => () => clearTimeout(figures.current), [])
  // The server's own page came again: it may know of changes before the feed does.
  useEffect(() => {
    const hold = !isNewest || !isCalm()
    tell({ rows: page.rows, hold })
    if (!hold) tell('show')
  }, [page, isNewest, isCalm])

  // A page that ended before it was full has looked far enough by itself.
  const [isEnd, setEnd] = useState(page.searchedTo !== null && after === null)
  const isFull = feed.rows.length >= MAX_ROWS
  const isLoading = useOlder(foot, query, isEnd || isFull || feed.rows.length === 0 ? null : feed.older, (older) => {
    tell({ older })
    setEnd(older.searchedTo !== null)
  })

  function open(id: string | null, how: 'push' | 'replace' = 'push') {
    setTarget(id)
    startOpening(() => router[how](logHref(address, { before, after, open: id }), { scroll: false }))
  }

  function onClick(event: MouseEvent) {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]') : null
    const id = row?.dataset.id
    if (!id || event.button > 1 || event.defaultPrevented || window.getSelection()?.type === 'Range') return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link && !link.dataset.open) return
    if (event.button === 1 || event.metaKey || event.ctrlKey || event.shiftKey) {
      if (!link) window.open(messageHref(id), '_blank')
      return
    }
    event.preventDefault()
    open(id, openId ? 'replace' : 'push')
  }

  useFilterKeys()
  useRowKeys(frame, {
    openId,
    open: (id) => open(id, 'replace'),
    close: () => open(null),
    toggleLive: () => setOn((was) => !was),
  })

  // The server tells it anew with each answer: as long as it is the same, cells are not made anew, and keep the focus.
  const shape = JSON.stringify({ columns, look: { zone, address, names } })
  const { columns: shown, look }: { columns: ColumnId[]; look: Look } = useMemo(() => JSON.parse(shape), [shape])
  const isEmpty = feed.rows.length === 0
  return (
    <section aria-label="Message log">
      <div className="relative flex min-h-8 flex-wrap items-center gap-2 pb-2.5">
        {parts.filters}
        <div className="ml-auto flex items-center gap-3">
          {parts.tools}
          <LiveSwitch connection={connection} heardAt={heardAt} zone={zone} on={on} onToggle={() => setOn(!on)} />
        </div>
      </div>
      {isEmpty && feed.waiting.length === 0 ? parts.nothing : null}
      <div className={`@container ${isEmpty && feed.waiting.length === 0 ? 'hidden' : ''}`}>
        <div
          ref={frame}
          className={`ledger-frame relative ${wideClasses(columns).frame}`}
          onClickCapture={onClick}
          onAuxClick={onClick}
          {...events}
        >
          {feed.waiting.length > 0 && isNewest ? (
            <NewRows count={`${feed.waiting.length}${feed.over ? '+' : ''}`} onShow={() => tell('show')} />
          ) : null}
          <MessageTable
            rows={feed.rows}
            fresh={feed.fresh}
            left={feed.left}
            openId={opening ? target : openId}
            columns={shown}
            density={density}
            look={look}
          />
        </div>
      </div>
      <LogFoot
        ref={foot}
        counted={parts.counted}
        newestHref={isNewest ? null : logHref(address, {})}
        newerHref={page.newerThan ? logHref(address, { after: page.newerThan }) : null}
        olderHref={feed.older ? logHref(address, { before: feed.older }) : null}
        isSearch={isEnd}
        isLoading={isLoading}
        isEmpty={isEmpty}
      />
    </section>
  )
}
