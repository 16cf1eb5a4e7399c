'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, type MouseEvent, type ReactNode, useState, useTransition } from 'react'
import { clickedHref } from '#components/ui/clicked-link.ts'
import { MESSAGES_PATH } from './log-href.ts'

type Props = {
  /** What the log is asked for, and how much that is: said to those who listen when it has come, and not at each message after that. */
  asked: string
  found: string
  children: ReactNode
}

/** Links and forms to the log itself go there without a new page: the rows stand, dimmed, until the others are here. */
export function LogNavigation({ asked, found, children }: Props) {
  const router = useRouter()
  const [isGoing, start] = useTransition()
  const [told, setTold] = useState({ asked, found })
  if (told.asked !== asked) setTold({ asked, found })

  function go(href: string) {
    for (const sheet of document.querySelectorAll<HTMLDetailsElement>('details[data-sheet][open]')) sheet.open = false
    start(() => router.push(href))
  }

  function onClick(event: MouseEvent) {
    const href = clickedHref(event)
    if (href === null || (href !== MESSAGES_PATH && !href.startsWith(`${MESSAGES_PATH}?`))) return
    event.preventDefault()
    go(href)
  }

  function onSubmit(event: FormEvent) {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.getAttribute('action') !== MESSAGES_PATH) return
    event.preventDefault()
    const filled = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value]] : [],
    )
    go(filled.length > 0 ? `${MESSAGES_PATH}?${new URLSearchParams(filled)}` : MESSAGES_PATH)
  }

  return (
    <div
      data-going={isGoing || undefined}
      aria-busy={isGoing}
      onClickCapture={onClick}
      onSubmitCapture={onSubmit}
      className="group/log grid grid-cols-[minmax(0,1fr)] gap-4"
    >
      <p className="sr-only" aria-live="polite">
        {isGoing ? 'Looking for messages' : told.found}
      </p>
      {children}
    </div>
  )
}
