/**
 * One file of a plain form, written to a file of this machine while it comes in: whatever its size, memory holds a piece of it, and
 * what is too much is left unread. The browser needs no script for it, so the form is read here and not by Next, which holds whole
 * forms.
 */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'

/** `fields`: what the form says beside the file. */
export type Upload = { fields: Record<string, string>; fileName: string; bytes: () => AsyncIterable<Uint8Array> }
type Received = Omit<Upload, 'bytes'>

export type UploadProblem = 'too_large' | 'nothing' | 'unreadable' | 'busy'

export class UploadFault extends Error {
  readonly problem: UploadProblem

  constructor(problem: UploadProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Each lies on the disk while it comes, and is worked through in a transaction. */
const AT_ONCE = 6
const AT_ONCE_OF_ACCOUNT = 2
const underWay: string[] = []
/** What a form puts around its file. */
const AROUND_BYTES = 64 * 1024

/** Gives the file in the field `file` to `work` and removes it afterwards. Throws `UploadFault`. */
export async function withUpload<T>(
  request: Request,
  { accountId, mostBytes }: { accountId: string; mostBytes: number },
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const own = underWay.filter((one) => one === accountId).length
  if (underWay.length >= AT_ONCE || own >= AT_ONCE_OF_ACCOUNT) throw new UploadFault('busy')
  underWay.push(accountId)
  const path = join(tmpdir(), `longcode-upload-${randomUUID()}`)
  try {
    const received = await receive(request, path, mostBytes)
    return await work({ ...received, bytes: () => createReadStream(path, { highWaterMark: 65_536 }) })
  } finally {
    underWay.splice(underWay.indexOf(accountId), 1)
    await rm(path, { force: true })
  }
}

async function receive(request: Request, path: string, mostBytes: number): Promise<Received> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !/^multipart\/form-data;/i.test(type)) throw new UploadFault('unreadable')
  const form = openForm(type, mostBytes)
  const fields: Record<string, string> = Object.create(null)
  let fileName: string | null = null
  let written: Promise<unknown> = Promise.resolve()
  let isCut = false
  let coming: Readable | undefined
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (name, file, sentName) => {
    if (name !== 'file' || fileName !== null) return void file.resume()
    coming = file
    fileName = nameOf(sentName)
    file.on('limit', () => {
      isCut = true
    })
    written = pipeline(file, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    // Waited for below; until then a fault of the disk must neither end the process nor leave the form waiting for a reader.
    written.catch((fault: Error) => form.destroy(fault))
  })
  try {
    const body = Readable.fromWeb(request.body as import('node:stream/web').ReadableStream)
    await pipeline(body, (source: AsyncIterable<Uint8Array>) => upTo(source, mostBytes + AROUND_BYTES), form)
  } catch (fault) {
    coming?.destroy()
    throw fault instanceof UploadFault ? fault : new UploadFault('unreadable')
  }
  await written
  if (isCut) throw new UploadFault('too_large')
  // Without a chosen file a browser sends an empty one without a name.
  if (!fileName) throw new UploadFault('nothing')
  return { fields, fileName }
}

/** A body without an end is not read to its end. */
async function* upTo(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of source) {
    size += chunk.length
    if (size > most) throw new UploadFault('too_large')
    yield chunk
  }
}

function openForm(type: string, fileSize: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { files: 1, fields: 5, parts: 8, fileSize, fieldSize: 1_000, headerPairs: 20 },
    })
  } catch {
    throw new UploadFault('unreadable')
  }
}

/** What a browser says, without folders and without what is no text. */
function nameOf(sent: string | undefined): string {
  return (sent ?? '')
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, 200)
}
