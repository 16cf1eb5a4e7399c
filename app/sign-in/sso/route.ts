import { redirect } from 'next/navigation'
import { beginSso } from '#domain/access/begin-sso.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { Refusal } from '#lib/refusals.ts'
import { readCaller } from '../../_web/caller.ts'
import { safeReturnPath } from '../../_web/return-path.ts'
import { writeTicketCookie } from '../../_web/ticket.ts'

/** The way to the identity provider. A plain link: a form's redirect to another host would need a hole in the page's policy. */
export async function GET(request: Request): Promise<never> {
  if (!env.oidc) redirect('/sign-in')
  const next = safeReturnPath(new URL(request.url).searchParams.get('next') ?? undefined)
  const begun = await beginSso({ next, origin: await readCaller() }).catch((fault: unknown) => {
    if (fault instanceof Refusal) return null
    log.warn({ fault: fault instanceof Error ? fault.message : 'unknown' }, 'the identity provider does not answer')
    return null
  })
  if (!begun) redirect('/sign-in?sso=unreachable')
  await writeTicketCookie(begun.ticket)
  redirect(begun.url.href)
}
