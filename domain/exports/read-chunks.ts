import { tenantTransaction } from '#lib/db.ts'

/** The pieces of a part in order, each asked for when the one before it was taken. */
export async function* readChunks(accountId: string, exportId: string, part: number): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq++) {
    const [chunk] = await tenantTransaction(accountId, (tx) =>
      tx.query<{ content: Buffer }>(
        'select content from export_chunks where account_id = $1 and export_id = $2 and part = $3 and seq = $4',
        [accountId, exportId, part, seq],
      ),
    )
    if (!chunk) return
    yield chunk.content
  }
}
