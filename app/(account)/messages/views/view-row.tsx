import Link from 'next/link'
import type { ReactNode } from 'react'
import { OpenAccountField } from '#components/form/open-account.tsx'
import { QUIET } from '#components/ui/button.ts'
import { ChangeView } from './change-view.tsx'

type Deed = 'open' | 'share' | 'unshare' | 'remove'
export type Send = Record<Deed, (form: FormData) => void>

export type ViewRowProps = {
  id: string
  name: string
  href: string
  words: string[]
  isShared: boolean
  madeBy: string
  mayChange: boolean
  /** Messages opens with it for the reader. */
  opens: boolean
  send: Send
}

export function ViewRow({ id, name, href, words, isShared, madeBy, mayChange, opens, send }: ViewRowProps) {
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link href={href} prefetch={false} className="link min-w-0 font-medium break-words">
            {name}
          </Link>
          {isShared ? <span className="text-12 text-ink-3">by {madeBy}</span> : null}
          {opens ? <span className="text-12 text-signal">Messages opens with it</span> : null}
        </p>
        <p className="text-13 break-words text-ink-2">{words.join(' · ')}</p>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <Deed id={opens ? '' : id} send={send.open}>
          {opens ? 'Open with every message' : 'Open Messages with it'}
          <Which name={name} />
        </Deed>
        {mayChange ? (
          <Deed id={id} send={isShared ? send.unshare : send.share}>
            {isShared ? 'Stop sharing' : 'Share'}
            <Which name={name} />
          </Deed>
        ) : null}
      </div>
      {mayChange ? (
        <ChangeView id={id} name={name}>
          <Deed id={id} send={send.remove} className="text-failed!">
            {isShared ? 'Delete it for everybody' : 'Delete it'}
          </Deed>
        </ChangeView>
      ) : null}
    </li>
  )
}

type DeedProps = { id: string; send: (form: FormData) => void; className?: string; children: ReactNode }

function Deed({ id, send, className = '', children }: DeedProps) {
  return (
    <form action={send}>
      <OpenAccountField />
      <input type="hidden" name="view" value={id} />
      <button type="submit" className={`${QUIET} ${className}`}>
        {children}
      </button>
    </form>
  )
}

function Which({ name }: { name: string }) {
  return <span className="sr-only"> {name}</span>
}
