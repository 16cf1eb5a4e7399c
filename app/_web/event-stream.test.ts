import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { eventStream } from './event-stream.ts'

vi.mock('server-only', () => ({}))

const KILOBYTE = 'x'.repeat(1_000)

test('a reader who reads nothing is given two megabytes and no more, and keeps its place until it leaves', async () => {
  let asked = 0
  async function* source(signal: AbortSignal) {
    for (; !signal.aborted; asked += 1) yield { position: String(asked), text: KILOBYTE }
  }
  const onClose = vi.fn()
  const request = new AbortController()
  const { body } = eventStream(request.signal, source, { watch: () => () => {}, onClose })
  await vi.waitFor(() => expect(asked).toBeGreaterThan(1_500))
  const before = asked
  await sleep(300)
  expect(asked).toBe(before)
  expect(asked).toBeLessThan(2_500)
  expect(onClose).not.toHaveBeenCalled()
  request.abort()
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce())
  await body?.cancel().catch(() => {})
})

test('one who reads on gets what waited, and then the end', async () => {
  async function* source() {
    for (let nth = 0; nth < 5_000; nth += 1) yield { position: String(nth), text: KILOBYTE }
  }
  const onClose = vi.fn()
  const answer = eventStream(new AbortController().signal, source, { watch: () => () => {}, onClose })
  const text = await answer.text()
  expect(text.length).toBeGreaterThan(2_000_000)
  expect(text.match(/^id: (\d+)$/gm)?.map((one) => Number(one.slice(4)))).toEqual(
    Array.from({ length: text.split('id: ').length - 1 }, (_, nth) => nth),
  )
  expect(onClose).toHaveBeenCalledOnce()
})
