import 'server-only'

/** Bytes that are fetched while they are read: the next piece is asked for when there is room for it, and none after the reader left. */
export function byteStream(pieces: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
