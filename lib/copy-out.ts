/**
 * `COPY (…) TO STDOUT`: rows as bytes, while they are made. As fields of rows the driver would decode each to a text, which is thrown away
 * once it has been encoded again.
 */
import pg from 'pg'

type Connection = { query: (text: string) => void; stream: { pause: () => void; resume: () => void } }

/** A row without its line end; valid until it returns, the memory is used again. */
type Take = (row: Buffer) => void

/** What `pg` takes in the place of a query. */
export class CopyOut {
  readonly #sql: string
  readonly #take: Take
  readonly #ended = Promise.withResolvers<void>()
  #connection: Connection | null = null

  /** `options`: those of COPY, such as `format csv`. */
  constructor(sql: string, options: string, take: Take) {
    this.#sql = `copy (${sql}) to stdout (${options})`
    this.#take = take
  }

  /** Resolves when all has come. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /** Rows that are here already still come. */
  pause(): void {
    this.#connection?.stream.pause()
  }

  resume(): void {
    this.#connection?.stream.resume()
  }

  submit(connection: Connection): void {
    this.#connection = connection
    connection.query(this.#sql)
  }

  /** PostgreSQL sends each row as a message of its own. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#take(chunk.subarray(0, -1))
  }

  handleError(fault: unknown): void {
    this.#ended.reject(fault)
  }

  handleReadyForQuery(): void {
    this.#ended.resolve()
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
}

/** COPY takes no parameters: each becomes a literal, quoted by the driver. */
export function withLiterals(sql: string, values: readonly unknown[]): string {
  return sql.replace(/\$(\d+)/g, (_, nth: string) => literal(values[Number(nth) - 1]))
}

function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return pg.escapeLiteral(value)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return pg.escapeLiteral(`{${value.map((one) => `"${one.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
  throw new TypeError(`there is no literal for ${typeof value}`)
}
