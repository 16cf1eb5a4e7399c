/**
 * One file of a plain form, written to a file of this machine while it comes in: whatever its size, memory holds a piece of it. The
 * browser needs no script for it, so the form is read here and not by Next, which holds whole forms.
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
import { Refusal } from '#lib/refusals.ts'

export type Upload = { fileName: string; bytes: () => AsyncIterable<Uint8Array> }

/** Each lies on the disk while it comes, and is worked through in a transaction. */
const AT_ONCE = 4
const AT_ONCE_OF_ACCOUNT = 1
const underWay: string[] = []

/** Gives the file to `work` and removes it afterwards. Throws `file_unreadable` where there is none, one too large, or others are read. */
export async function withUpload<T>(
  request: Request,
  { accountId, ...limits }: { accountId: string; field: string; mostBytes: number },
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const own = underWay.filter((one) => one === accountId).length
  if (underWay.length >= AT_ONCE || own >= AT_ONCE_OF_ACCOUNT)
    throw unreadable('Other files are being read just now. Try again in a minute.')
  underWay.push(accountId)
  const path = join(tmpdir(), `longcode-upload-${randomUUID()}`)
  try {
    const fileName = await receive(request, path, limits)
    return await work({ fileName, bytes: () => createReadStream(path, { highWaterMark: 65_536 }) })
  } finally {
    underWay.splice(underWay.indexOf(accountId), 1)
    await rm(path, { force: true })
  }
}

async function receive(
  request: Request,
  path: string,
  { field, mostBytes }: { field: string; mostBytes: number },
): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body || !/^multipart\/form-data;/i.test(type)) throw unreadable('No file was sent.')
  const form = openForm(type, mostBytes)
  let fileName: string | null = null
  let written: Promise<unknown> = Promise.resolve()
  let isCut = false
  let coming: Readable | undefined
  form.on('file', (name, file, sentName) => {
    if (name !== field || fileName !== null) return void file.resume()
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
    await pipeline(Readable.fromWeb(request.body as import('node:stream/web').ReadableStream), form)
  } catch {
    coming?.destroy()
    throw unreadable('It did not arrive whole. Try again.')
  }
  await written
  if (isCut) throw unreadable(`It is larger than ${Math.floor(mostBytes / 1_000_000)} MB. Split it.`)
  if (!fileName) throw unreadable('Choose a file first.')
  return fileName
}

function openForm(type: string, fileSize: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { files: 1, fields: 5, parts: 8, fileSize, fieldSize: 1_000, headerPairs: 20 },
    })
  } catch {
    throw unreadable('The form that it came in is not whole.')
  }
}

/** What a browser says, without folders and without what is no text. */
function nameOf(sent: string | undefined): string {
  return (sent ?? '')
    .replace(/^.*[/\\]/, '')
    .replace(/\p{C}/gu, '')
    .slice(0, 200)
}

function unreadable(why: string): Refusal {
  return new Refusal('file_unreadable', { places: { why } })
}
