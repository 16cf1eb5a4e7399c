import { demandSameAccount } from '#app/_web/action.ts'
import { demandOwnOrigin } from '#app/_web/origin.ts'
import { UploadFault, withUpload } from '#app/_web/read-upload.ts'
import { readSession } from '#app/_web/session.ts'
import { may } from '#domain/access/permissions.ts'
import { importOptOuts } from '#domain/optouts/import-opt-outs.ts'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'
import { OPT_OUTS_PATH } from '../read-view.ts'
import { MOST_FILE_BYTES, signNews, signReport, UPLOAD_SENTENCES } from '../upload-news.ts'

const MAY_NOT = 'Your role may not change opt-outs.'

/** Somebody who comes by hand is shown the form. */
export async function GET(): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to import opt-outs.', { status: 401 })
  if (!may(session.scope, 'routing.manage')) return new Response(MAY_NOT, { status: 403 })
  return to(OPT_OUTS_PATH)
}

export async function POST(request: Request): Promise<Response> {
  try {
    await demandOwnOrigin()
    const session = await readSession()
    if (!session) return to('/sign-in')
    const { scope } = session
    if (!may(scope, 'routing.manage')) return new Response(MAY_NOT, { status: 403 })
    demandSameAccount(session, new URL(request.url).searchParams.get('account') ?? '')
    const limits = { accountId: scope.accountId, mostBytes: MOST_FILE_BYTES }
    const report = await withUpload(request, limits, ({ fileName, bytes }) =>
      importOptOuts(scope, { fileName, bytes: bytes() }),
    )
    return toForm(signReport(report))
  } catch (fault) {
    if (fault instanceof UploadFault) return toForm(signNews({ problem: UPLOAD_SENTENCES[fault.problem] }))
    if (!(fault instanceof Refusal)) throw fault
    if (fault.code === 'not_allowed') return new Response(fault.message, { status: 403 })
    return toForm(signNews({ problem: fault.message }))
  }
}

function toForm(news: string): Response {
  return to(`${OPT_OUTS_PATH}?news=${encodeURIComponent(news)}#import`)
}

/** After a form, and never to a Host that the request named. */
function to(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: new URL(path, env.portal.url).href, 'cache-control': 'no-store' },
  })
}
