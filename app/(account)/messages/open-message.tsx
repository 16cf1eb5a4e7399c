import Link from 'next/link'
import type { ReactNode } from 'react'
import { MessagePanel } from '#components/message/message-panel.tsx'
import type { Scope } from '#domain/access/scope.ts'
import { readMessageDetail } from '#domain/reports/read-message.ts'
import { Refusal } from '#lib/refusals.ts'

type Props = { scope: Scope; id: string; zone: string; closeHref: string }

export async function OpenMessage({ scope, id, zone, closeHref }: Props) {
  const message = await readMessageDetail(scope, id).catch(nullIfMissing)
  return (
    <Panel>
      {message ? (
        <MessagePanel message={message} zone={zone} closeHref={closeHref} />
      ) : (
        <>
          <h2 className="text-16 font-semibold">No such message</h2>
          <p className="text-ink-2">There is no message with this id on this account.</p>
          <Link href={closeHref} scroll={false} className="link w-fit">
            Close
          </Link>
        </>
      )}
    </Panel>
  )
}

function Panel({ children }: { children: ReactNode }) {
  return (
    <aside
      aria-label="Message"
      className="grid content-start gap-4 rounded-lg border border-line bg-surface p-4 max-panel:-mx-1 panel:sticky panel:top-[72px] panel:max-h-[calc(100dvh-92px)] panel:overflow-y-auto panel:px-[18px] panel:shadow-float"
    >
      {children}
    </aside>
  )
}

export function nullIfMissing(fault: unknown): null {
  if (fault instanceof Refusal && fault.code === 'not_found') return null
  throw fault
}
