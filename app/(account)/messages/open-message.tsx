import Link from 'next/link'
import type { OnlyHref } from '#components/message/message-facts.tsx'
import { MessagePanel } from '#components/message/message-panel.tsx'
import { TraceView } from '#components/message/trace-view.tsx'
import { SidePanel } from '#components/ui/side-panel.tsx'
import type { Scope } from '#domain/access/scope.ts'
import { readMessageDetail } from '#domain/reports/read-message.ts'
import { readTrace } from '#domain/reports/read-trace.ts'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'

type Props = {
  scope: Scope
  id: string
  zone: string
  closeHref: string
  /** The rows beside it, in the list it was opened from. */
  previousHref: string | null
  nextHref: string | null
  isTrace: boolean
  onlyHref: OnlyHref
}

export async function OpenMessage({ scope, id, zone, closeHref, previousHref, nextHref, isTrace, onlyHref }: Props) {
  const [message, trace] = await Promise.all([
    readMessageDetail(scope, id).catch(nullIfMissing),
    isTrace ? readTrace(scope, id).catch(nullIfMissing) : null,
  ])
  return (
    <SidePanel label="Message">
      {message ? (
        <MessagePanel
          message={message}
          zone={zone}
          closeHref={closeHref}
          previousHref={previousHref}
          nextHref={nextHref}
          onlyHref={onlyHref}
          trace={trace && <TraceView trace={trace} zone={zone} apiUrl={env.api.url} />}
        />
      ) : (
        <>
          <h2 className="text-16 font-semibold">No such message</h2>
          <p className="text-ink-2">There is no message with this id on this account.</p>
          <Link href={closeHref} scroll={false} className="link w-fit">
            Close
          </Link>
        </>
      )}
    </SidePanel>
  )
}

export function nullIfMissing(fault: unknown): null {
  if (fault instanceof Refusal && fault.code === 'not_found') return null
  throw fault
}
