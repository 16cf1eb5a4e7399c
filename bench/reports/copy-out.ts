/** `COPY … TO STDOUT`, read and thrown away: what the wire gives at best. */
import type pg from 'pg'

type Connection = { query: (text: string) => void }

/** How many bytes came. */
export function copyOut(client: pg.Client, sql: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    const copy = {
      submit: (connection: Connection) => connection.query(sql),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => {
        bytes += chunk.length
      },
      handleRowDescription: () => {},
      handleDataRow: () => {},
      handleCommandComplete: () => {},
      handleError: reject,
      handleReadyForQuery: () => resolve(bytes),
    }
    client.query(copy as unknown as pg.Submittable)
  })
}
