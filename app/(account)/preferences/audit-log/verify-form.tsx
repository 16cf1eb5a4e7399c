'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { rowHref } from '#components/audit/audit-view.ts'
import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { PRIMARY } from '#components/ui/button.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { faultSentence, type Verdict } from '#domain/audit/chain-fault.ts'
import { verifyChain } from './actions.ts'

const count = new Intl.NumberFormat('en-US')

/** The head of the page: its one action is to verify, and what came of that stands under it. */
export function VerifyForm({ children }: { children: ReactNode }) {
  const { state, send, pending, form } = useForm(verifyChain)
  return (
    <form ref={form} action={send} className="flex flex-col gap-4">
      <PageHead title="Audit log" note="Every change, chained to the one before">
        {children}
        <button type="submit" disabled={pending} className={PRIMARY}>
          {pending ? 'Verifying' : 'Verify the chain'}
        </button>
      </PageHead>
      <div role="status" className="empty:-mb-4">
        {state.chain ? <Found chain={state.chain} /> : null}
      </div>
      <FormMessage state={state} />
    </form>
  )
}

function Found({ chain }: { chain: Verdict }) {
  const rows = `${count.format(chain.rows)} ${chain.rows === 1 ? 'row' : 'rows'}`
  if (chain.whole) {
    return (
      <Notice tone="done">
        <p className="font-medium">The chain is whole: {rows}, every hash fits.</p>
        {chain.head ? (
          <div className="flex flex-wrap items-baseline gap-x-1.5 text-ink-2">
            It ends with row {chain.head.seq}, hash <span className="num break-all">{chain.head.hash}</span>
            <CopyButton text={chain.head.hash} what="hash" />
          </div>
        ) : null}
      </Notice>
    )
  }
  const { faults, more } = chain
  return (
    <Notice tone="failed">
      <p className="font-medium">The chain is broken: somebody changed the log past Longcode. {rows} were read.</p>
      <ul className="mt-1 grid max-h-64 gap-1 overflow-y-auto">
        {faults.map((fault) => (
          <li key={`${fault.seq} ${fault.kind}`}>
            <Link href={rowHref(fault.seq)} scroll={false} prefetch={false} className="link text-ink">
              {faultSentence(fault)}
            </Link>
          </li>
        ))}
      </ul>
      {more ? <p className="mt-1">These are the first {faults.length}; more rows are broken.</p> : null}
      <p className="mt-1 text-ink-2">
        Keep an export, and ask whoever can write to the database. A backup from before tells what the rows said.
      </p>
    </Notice>
  )
}
