import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { withUpload } = await import('./read-upload.ts')

const MOST_BYTES = 10 * 1024 * 1024

const HEAD =
  '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\ninvoice\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'

/** A body that never ends, and how much of it was taken. */
function endless() {
  const taken = { bytes: 0, isCanceled: false }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from(HEAD)),
    pull(controller) {
      taken.bytes += 65_536
      controller.enqueue(Buffer.alloc(65_536))
    },
    cancel() {
      taken.isCanceled = true
    },
  })
  return { taken, request: requestOf(body) }
}

function requestOf(body: BodyInit): Request {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  return new Request('http://localhost/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
}

/** What was uploaded, or what was wrong with it. */
function upload(request: Request, accountId: string) {
  return withUpload(request, { accountId, mostBytes: MOST_BYTES }, async ({ fields, fileName, bytes }) => ({
    kind: fields.kind,
    fileName,
    text: await text(bytes()),
  })).catch((fault: { problem?: string }) => fault.problem)
}

test('a body without an end is read to the bound and no further', async () => {
  const { taken, request } = endless()
  expect(await upload(request, 'a')).toBe('too_large')
  expect(taken.bytes).toBeLessThan(MOST_BYTES + 64 * 1024 + 1_000_000)
  await expect.poll(() => taken.isCanceled).toBe(true)
})

test('a file and its kind are read', async () => {
  const answer = await upload(requestOf(`${HEAD}hello\r\n--x--\r\n`), 'a')
  expect(answer).toEqual({ kind: 'invoice', fileName: 'a.pdf', text: 'hello' })
})

test('one account takes two places and leaves the rest to others; six are all there are', async () => {
  const never = () => requestOf(new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from(HEAD)) }))
  for (const account of ['a', 'a', 'b', 'b', 'c']) void upload(never(), account)
  expect(await upload(never(), 'a')).toBe('busy')
  expect(await upload(requestOf(`${HEAD}hello\r\n--x--\r\n`), 'c')).toMatchObject({ text: 'hello' })
  void upload(never(), 'c')
  expect(await upload(never(), 'd')).toBe('busy')
})
