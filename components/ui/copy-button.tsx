'use client'

import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'

/** Copies, and says so: by its icon and, for those who listen, in words. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  async function copy() {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setSaid(done ? `${what} copied` : `Could not copy. Select the text and copy it by hand.`)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSaid(''), 2000)
  }

  const Icon = said.endsWith('copied') ? Check : Copy
  return (
    <>
      <button
        type="button"
        onClick={copy}
        aria-label={`Copy ${what}`}
        title={said || `Copy ${what}`}
        className="-my-1 inline-grid size-6 self-center shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <Icon className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}
