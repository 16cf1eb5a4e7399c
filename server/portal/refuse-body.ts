/**
 * Next takes forms of up to 1 MB and answers a larger one with a fault. Nobody types so much: whoever sends it is told what happened,
 * before anything reads it into memory.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'

const MOST_BYTES = 1_000_000
/** Files are read piece by piece by their own handler (`app/_web/read-upload.ts`), which holds them to its limit; with room for a form around them. */
const UPLOADS: Record<string, number> = { '/numbers/import/upload': 20_100_000 }
/** So are documents of port orders, sent to the page of their order. */
const DOCUMENTS = /^(\/numbers\/porting\/\d{1,18})\/documents\/?$/
const MOST_DOCUMENT_BYTES = 10 * 1024 * 1024 + 64 * 1024
/** A browser shows an answer only when it was let finish; beyond this it is not. */
const MOST_DRAINED_BYTES = 50_000_000

/** A page of the portal (`app/too-large`). */
const EXPLAINED_AT = '/too-large'

export function isTooLarge({ headers, url = '' }: IncomingMessage): boolean {
  const [path = ''] = url.split('?', 1)
  const most = Object.hasOwn(UPLOADS, path) ? UPLOADS[path] : orderPage(path) ? MOST_DOCUMENT_BYTES : undefined
  return Number(headers['content-length'] ?? 0) > (most ?? MOST_BYTES)
}

/** The page of the order that a document is sent to. */
function orderPage(path = ''): string | null {
  return DOCUMENTS.exec(path)?.[1] ?? null
}

export function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  let drained = 0
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length
    if (drained > MOST_DRAINED_BYTES) request.destroy()
  })
  request.on('end', () => {
    const page = orderPage(request.url)
    // A form sent by the portal’s own script follows this header; one sent by the browser itself follows the other.
    const isScripted = request.headers['next-action'] !== undefined
    if (isScripted) response.writeHead(413, { 'x-action-redirect': `${EXPLAINED_AT};push` })
    else response.writeHead(303, { location: page ? `${page}?upload=too_large` : EXPLAINED_AT })
    response.end()
  })
}
