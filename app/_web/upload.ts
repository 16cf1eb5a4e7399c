/** A form with one file, of bounded size, however it is sent: what is too much is left unread, and only a few are read at once. */
import 'server-only'
import { MOST_DOCUMENT_BYTES } from '#domain/porting/document-kind.ts'

/** The file, and what a form puts around it. */
export const MOST_UPLOAD_BYTES = MOST_DOCUMENT_BYTES + 64 * 1024
/** Each is in memory up to three times while it is taken apart. */
const AT_ONCE = 6
const AT_ONCE_OF_ACCOUNT = 2

type Problem = 'too_large' | 'nothing' | 'unreadable' | 'busy'
export type Upload = { ok: true; kind: string; name: string; bytes: Buffer } | { ok: false; problem: Problem }

const underWay: string[] = []

export async function receiveUpload(request: Request, accountId: string): Promise<Upload> {
  const own = underWay.filter((one) => one === accountId).length
  if (underWay.length >= AT_ONCE || own >= AT_ONCE_OF_ACCOUNT) return { ok: false, problem: 'busy' }
  underWay.push(accountId)
  try {
    return await read(request)
  } finally {
    underWay.splice(underWay.indexOf(accountId), 1)
  }
}

class TooLarge extends Error {}

async function read(request: Request): Promise<Upload> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !request.body) return { ok: false, problem: 'unreadable' }
  let form: FormData
  try {
    form = await new Response(request.body.pipeThrough(bounded()), { headers: { 'content-type': type } }).formData()
  } catch (fault) {
    return { ok: false, problem: isTooLarge(fault) ? 'too_large' : 'unreadable' }
  }
  const [kind, file] = [form.get('kind'), form.get('file')]
  // Without a chosen file a browser sends an empty one without a name.
  if (typeof kind !== 'string' || typeof file === 'string' || file === null || file.name === '')
    return { ok: false, problem: 'nothing' }
  return { ok: true, kind, name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.length
      if (size > MOST_UPLOAD_BYTES) controller.error(new TooLarge('more than an upload may have'))
      else controller.enqueue(chunk)
    },
  })
}

function isTooLarge(fault: unknown): boolean {
  return fault instanceof TooLarge || (fault instanceof Error && fault.cause instanceof TooLarge)
}
