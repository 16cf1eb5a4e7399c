'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { isShortcut } from '#components/layout/keys.ts'

const ICON = 'grid size-8 place-items-center rounded-md'
const LIVE = `${ICON} text-ink-3 hover:bg-sunk hover:text-ink`

type Props = { previousHref: string | null; nextHref: string | null }

/** The rows beside it in the list that it was opened from, in the same view: `p` and `n`. */
export function BesideLinks({ previousHref, nextHref }: Props) {
  const router = useRouter()
  const isTrace = useSearchParams().get('trace') === '1'
  const inView = (href: string | null) => (href && isTrace ? `${href}${href.includes('?') ? '&' : '?'}trace=1` : href)
  const [previous, next] = [inView(previousHref), inView(nextHref)]
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isShortcut(event) || (event.key !== 'n' && event.key !== 'p')) return
    const href = event.key === 'n' ? next : previous
    event.preventDefault()
    if (href) router.push(href, { scroll: false })
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <Beside href={previous} words="Message above" hint="p" Icon={ChevronUp} />
      <Beside href={next} words="Message below" hint="n" Icon={ChevronDown} />
    </>
  )
}

function Beside({
  href,
  words,
  hint,
  Icon,
}: {
  href: string | null
  words: string
  hint: string
  Icon: typeof ChevronUp
}) {
  const icon = <Icon className="size-4" strokeWidth={1.5} aria-hidden="true" />
  if (!href) {
    return (
      <span className={`${ICON} text-ink-3 opacity-40`} aria-hidden="true">
        {icon}
      </span>
    )
  }
  return (
    <Link href={href} scroll={false} aria-label={words} title={`${words} (${hint})`} className={LIVE}>
      {icon}
    </Link>
  )
}
