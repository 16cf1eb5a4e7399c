import { expect, test, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { MOST_UPLOAD_BYTES, receiveUpload } = await import('./upload.ts')

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

test('a body without an end is read to the bound and no further', async () => {
  const { taken, request } = endless()
  expect(await receiveUpload(request, 'a')).toEqual({ ok: false, problem: 'too_large' })
  expect(taken.bytes).toBeLessThan(MOST_UPLOAD_BYTES + 1_000_000)
  expect(taken.isCanceled).toBe(true)
})

test('a file and its kind are read', async () => {
  const answer = await receiveUpload(requestOf(`${HEAD}hello\r\n--x--\r\n`), 'a')
  expect(answer).toEqual({ ok: true, kind: 'invoice', name: 'a.pdf', bytes: Buffer.from('hello') })
})

test('one account takes two places and leaves the rest to others; six are all there are', async () => {
  const never = () => requestOf(new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from(HEAD)) }))
  for (const account of ['a', 'a', 'b', 'b', 'c']) void receiveUpload(never(), account)
  expect(await receiveUpload(never(), 'a')).toEqual({ ok: false, problem: 'busy' })
  expect(await receiveUpload(requestOf(`${HEAD}hello\r\n--x--\r\n`), 'c')).toMatchObject({ ok: true })
  void receiveUpload(never(), 'c')
  expect(await receiveUpload(never(), 'd')).toEqual({ ok: false, problem: 'busy' })
})
