import { redirect } from 'next/navigation'
import { finishSso } from '#domain/access/finish-sso.ts'
import { env } from '#lib/env.ts'
import { readCaller } from '../../../_web/caller.ts'
import { enterPortal, secondStepPath } from '../../../_web/enter.ts'
import { safeReturnPath } from '../../../_web/return-path.ts'
import { clearTicketCookie, readTicketCookie, writeTicketCookie } from '../../../_web/ticket.ts'

/** Back from the identity provider, in the browser that was sent there: the ticket is in its cookie. */
export async function GET(request: Request): Promise<never> {
  if (!env.oidc) redirect('/sign-in')
  const result = await finishSso({
    ticket: await readTicketCookie(),
    query: new URL(request.url).searchParams.toString(),
    origin: await readCaller(),
  })
  if (result.kind === 'refused') {
    await clearTicketCookie()
    redirect(`/sign-in?sso=${result.why}`)
  }
  if (result.kind === 'session') {
    await enterPortal(result)
    redirect(safeReturnPath(result.next))
  }
  await writeTicketCookie(result.ticket)
  redirect(result.kind === 'unknown' ? '/sign-in/sso/new' : secondStepPath(safeReturnPath(result.next)))
}
