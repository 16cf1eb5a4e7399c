'use client'

import { FormMessage } from '#components/form/form-message.tsx'
import { useForm } from '#components/form/use-form.ts'
import { Empty } from '#components/ui/empty.tsx'
import { Section } from '#components/ui/section.tsx'
import { deleteOne, openWith, shareOne, unshareOne } from './actions.ts'
import { type Send, ViewRow, type ViewRowProps } from './view-row.tsx'

type Row = Omit<ViewRowProps, 'send'>

/** A row goes elsewhere, or away, with what is done to it: what came of it is said above them all. */
export function ViewRows({ rows }: { rows: Row[] }) {
  const [open, share, unshare, remove] = [useForm(openWith), useForm(shareOne), useForm(unshareOne), useForm(deleteOne)]
  const send: Send = { open: open.send, share: share.send, unshare: unshare.send, remove: remove.send }
  const own = rows.filter(({ isShared }) => !isShared)
  const shared = rows.filter(({ isShared }) => isShared)
  return (
    <>
      {[open, share, unshare, remove].map(({ state }, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are four, and stay four.
        <FormMessage key={nth} state={state} />
      ))}
      {rows.length === 0 ? (
        <Empty title="No views yet">
          <p>
            Narrow the log, choose its columns, and save what you see under a name: “Failed this week”, say. A view is
            yours alone, or shared with everybody on the account.
          </p>
        </Empty>
      ) : null}
      {own.length > 0 ? <Rows title="Yours" rows={own} send={send} /> : null}
      {shared.length > 0 ? <Rows title="Shared with everybody on the account" rows={shared} send={send} /> : null}
    </>
  )
}

function Rows({ title, rows, send }: { title: string; rows: Row[]; send: Send }) {
  return (
    <Section title={title}>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {rows.map((row) => (
          <ViewRow key={row.id} {...row} send={send} />
        ))}
      </ul>
    </Section>
  )
}
