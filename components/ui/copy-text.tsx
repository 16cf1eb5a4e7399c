'use client'

import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { QUIET } from './button.ts'

/** A button with words that copies something longer than what stands beside it. */
export function CopyText({ text, what, children }: { text: string; what: string; children: string }) {
  const [said, setSaid] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  async function copy() {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setSaid(done ? `${what} copied` : 'Could not copy')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setSaid(''), 2000)
  }

  const Icon = said.endsWith('copied') ? Check : Copy
  return (
    <div className="needs-script">
      <button type="button" onClick={copy} className={`${QUIET} w-fit`}>
        <Icon className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
        {children}
      </button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </div>
  )
}
