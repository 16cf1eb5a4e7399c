import { demandSameAccount } from '#app/_web/action.ts'
import { demandOwnOrigin } from '#app/_web/origin.ts'
import { UploadFault, withUpload } from '#app/_web/read-upload.ts'
import { readSession } from '#app/_web/session.ts'
import { jobHref } from '#components/number/number-view.ts'
import { may } from '#domain/access/permissions.ts'
import { makeImportJob } from '#domain/numbers/make-import-job.ts'
import { env } from '#lib/env.ts'
import { Refusal } from '#lib/refusals.ts'
import { IMPORT_PATH, MOST_FILE_BYTES, signProblem, UPLOAD_SENTENCES } from '../problem.ts'

/** Somebody who comes by hand is shown the form. */
export async function GET(): Promise<Response> {
  const session = await readSession()
  if (!session) return new Response('Sign in to import numbers.', { status: 401 })
  if (!may(session.scope, 'numbers.manage')) return new Response('Your role may not change numbers.', { status: 403 })
  return to(IMPORT_PATH)
}

/** The file becomes a job to be looked at; what is wrong with it is told above the form. */
export async function POST(request: Request): Promise<Response> {
  try {
    await demandOwnOrigin()
    const session = await readSession()
    if (!session) return to('/sign-in')
    if (!may(session.scope, 'numbers.manage')) return new Response('Your role may not change numbers.', { status: 403 })
    const { accountId } = session.scope
    demandSameAccount(session, new URL(request.url).searchParams.get('account') ?? '')
    const limits = { accountId, mostBytes: MOST_FILE_BYTES }
    const id = await withUpload(request, limits, ({ fileName, bytes }) =>
      makeImportJob(session.scope, { fileName, bytes: bytes() }),
    )
    return to(jobHref(id))
  } catch (fault) {
    if (fault instanceof UploadFault) return toForm(UPLOAD_SENTENCES[fault.problem])
    if (!(fault instanceof Refusal)) throw fault
    if (fault.code === 'not_allowed') return new Response(fault.message, { status: 403 })
    return toForm(fault.message)
  }
}

function toForm(problem: string): Response {
  return to(`${IMPORT_PATH}?problem=${encodeURIComponent(signProblem(problem))}`)
}

/** After a form, and never to a Host that the request named. */
function to(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: new URL(path, env.portal.url).href, 'cache-control': 'no-store' },
  })
}
