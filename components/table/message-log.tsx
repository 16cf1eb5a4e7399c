'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type MouseEvent, useEffect, useReducer, useRef, useState, useTransition } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'
import type { MessagePage, MessageRow } from '#domain/reports/message-rows.ts'
import { type Feed, openFeed, show, take } from './feed.ts'
import { LiveSwitch } from './live-switch.tsx'
import { logHref, messageHref } from './log-href.ts'
import { MessageTable } from './message-table.tsx'
import { useCalm } from './use-calm.ts'
import { useLive } from './use-live.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useSafeRefresh } from './use-safe-refresh.ts'

type News = { rows: MessageRow[]; hold: boolean } | 'show'
const reduce = (feed: Feed, news: News) => (news === 'show' ? show(feed) : take(feed, news.rows, news.hold))

/** Figures and balance follow the rows, but not at their pace. */
const FIGURES_EVERY_MS = 4_000

type Props = { page: MessagePage; openId: string | null; before: string | null; zone: string }

/** The live log. Changed rows change in place; new ones wait while somebody reads, points or has scrolled away. */
export function MessageLog({ page, openId, before, zone }: Props) {
  const router = useRouter()
  const refresh = useSafeRefresh()
  const [feed, tell] = useReducer(reduce, page, openFeed)
  const [on, setOn] = useState(true)
  const [target, setTarget] = useState(openId)
  const [opening, startOpening] = useTransition()
  const [start] = useState(page.position)
  const frame = useRef<HTMLDivElement>(null)
  const figures = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { isCalm, events } = useCalm(frame, () => tell('show'))

  const { connection, heardAt } = useLive(start, on, (rows) => {
    tell({ rows, hold: before !== null || !isCalm() })
    figures.current ??= setTimeout(() => {
      figures.current = undefined
      void refresh()
    }, FIGURES_EVERY_MS)
  })
  useEffect(() => () => clearTimeout(figures.current), [])
  // The server's own page came again: it may know of changes before the feed does.
  useEffect(() => tell({ rows: page.rows, hold: before !== null || !isCalm() }), [page, before, isCalm])

  function open(id: string | null, how: 'push' | 'replace' = 'push') {
    setTarget(id)
    startOpening(() => router[how](logHref(before, id), { scroll: false }))
  }

  function onClick(event: MouseEvent) {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-id]') : null
    const id = row?.dataset.id
    if (!id || event.button > 1 || event.defaultPrevented || window.getSelection()?.type === 'Range') return
    if (event.button === 1 || event.metaKey || event.ctrlKey || event.shiftKey) {
      if (!(event.target instanceof Element && event.target.closest('a'))) window.open(messageHref(id), '_blank')
      return
    }
    event.preventDefault()
    open(id, openId ? 'replace' : 'push')
  }

  useRowKeys(frame, {
    openId,
    open: (id) => open(id, 'replace'),
    close: () => open(null),
    toggleLive: () => setOn((was) => !was),
  })

  const waiting = feed.waiting.length
  return (
    <section aria-label="Message log" className="@container">
      <div className="flex min-h-8 items-center gap-3 pb-2.5">
        {before ? (
          <Link href="/messages" className="link text-13">
            Newest messages
          </Link>
        ) : null}
        <div className="ml-auto">
          <LiveSwitch connection={connection} heardAt={heardAt} zone={zone} on={on} onToggle={() => setOn(!on)} />
        </div>
      </div>
      <div ref={frame} className="ledger-frame relative" onClickCapture={onClick} onAuxClick={onClick} {...events}>
        {waiting > 0 && !before ? <NewRows count={waiting} onShow={() => tell('show')} /> : null}
        <MessageTable rows={feed.rows} fresh={feed.fresh} openId={opening ? target : openId} zone={zone} />
      </div>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 px-0.5 py-2.5 text-13 text-ink-3">
        {page.olderThan ? (
          <Link href={logHref(page.olderThan, null)} className="link">
            Older messages
          </Link>
        ) : (
          <span>The log begins here.</span>
        )}
        <span className="ml-auto max-rail:hidden">
          <Kbd>j</Kbd> <Kbd>k</Kbd> move <span className="ml-2" /> <Kbd>Enter</Kbd> open <span className="ml-2" />{' '}
          <Kbd>?</Kbd> all keys
        </span>
      </footer>
    </section>
  )
}

function NewRows({ count, onShow }: { count: number; onShow: () => void }) {
  function onClick() {
    onShow()
    window.scrollTo({ top: 0 })
  }
  return (
    <div className="pointer-events-none sticky top-[108px] z-[2] flex h-0 justify-center">
      <button
        type="button"
        onClick={onClick}
        className="pointer-events-auto h-7 -translate-y-3.5 rounded-full bg-signal px-3 text-13 font-medium text-signal-ink shadow-float"
      >
        {count} new
      </button>
    </div>
  )
}
