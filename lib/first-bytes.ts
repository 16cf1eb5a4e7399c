const ANSWER_BYTES = 1024

/** The first kilobyte of an answer, as text. */
export async function firstBytes(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= ANSWER_BYTES) break // leaving the loop destroys the stream: nobody can make us read on
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8')
}
