'use client'

import { Keyboard } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { QUIET } from '#components/ui/button.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { isShortcut } from './keys.ts'

const KEYS: [keys: string[], what: string][] = [
  [['/'], 'Search, where there is a search box'],
  [['j'], 'Next row'],
  [['k'], 'Row before'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close the row'],
  [['p', 'n'], 'Message above, message below, while one is open'],
  [['f'], 'Filters, where there are some'],
  [['a'], 'Accept, among opt-outs to review'],
  [['d'], 'Dismiss, among opt-outs to review'],
  [['l'], 'Live on or off'],
  [['u'], 'Time zone: account, this device, UTC'],
  [['?'], 'These keys'],
]

export function KeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!isShortcut(event)) return
      if (event.key === '?') dialog.current?.showModal()
      if (event.key === 'u') document.getElementById('zone-switch')?.click()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <button
        type="button"
        onClick={() => dialog.current?.showModal()}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        className="grid size-8 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink max-rail:hidden"
      >
        <Keyboard className="size-4" strokeWidth={1.5} aria-hidden="true" />
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="keys-title"
        className="w-[min(26rem,calc(100vw-2rem))] rounded-lg bg-surface p-5 text-ink shadow-float backdrop:bg-ground/70"
      >
        <h2 id="keys-title" className="mb-3 text-16 font-semibold">
          Keyboard
        </h2>
        <dl className="grid grid-cols-[4.5rem_1fr] gap-y-2 text-13">
          {KEYS.map(([keys, what]) => (
            <div key={what} className="contents">
              <dt className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd className="text-ink-2">{what}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-12 text-ink-3">Keys are off while you type.</p>
        <form method="dialog" className="mt-4 flex justify-end">
          <button type="submit" className={QUIET}>
            Close
          </button>
        </form>
      </dialog>
    </>
  )
}
