/**
 * Reads a CSV file of any size and any make in bounded memory: bytes in, rows out, each with its line. What is wrong with a row is
 * said and reading goes on; what is wrong with the file (`CsvProblem`) ends it. The cells are read by `csv-parse`.
 */
import { parse } from 'csv-parse/sync'
import { type RawRecord, RecordCutter } from './csv-records.ts'

export type CsvLimits = { recordBytes: number; columns: number; rows: number }
export const CSV_LIMITS: CsvLimits = { recordBytes: 16_384, columns: 50, rows: 2_000_000 }

/** `end`: the bytes of the file up to and with this row, for whoever goes on from there later. */
export type CsvRow = { line: number; end: number } & ({ cells: string[] } | { problem: string })
type Raw = Extract<RawRecord, { bytes: Uint8Array }>

/** The file cannot be read at all, or no further. The message is a sentence for whoever made it. */
export class CsvProblem extends Error {
  override name = 'CsvProblem'
}

const BATCH_ROWS = 500
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export async function* readCsv(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  given: Partial<CsvLimits> = {},
): AsyncGenerator<CsvRow> {
  const limits = { ...CSV_LIMITS, ...given }
  const cutter = new RecordCutter(limits.recordBytes)
  let rows = 0
  let batch: RawRecord[] = []
  const flush = () => {
    const read = readBatch(batch, limits)
    batch = []
    rows += read.length
    if (rows > limits.rows)
      throw new CsvProblem(`The file has more than ${limits.rows.toLocaleString('en-US')} rows. Split it.`)
    return read
  }
  for await (const chunk of fromStart(source)) {
    for (const record of cutter.push(chunk)) {
      // The cutter's bytes are those of the chunk: they are read before the next one comes.
      if (batch.push(record) >= BATCH_ROWS) yield* flush()
    }
    yield* flush()
  }
  for (const record of cutter.end()) batch.push(record)
  yield* flush()
}

/** UTF-16 shows in the first bytes; whatever else is no UTF-8 is said of its line. */
async function* fromStart(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of source) {
    if (chunk.length === 0) continue
    if (isFirst && isUtf16(chunk)) throw new CsvProblem('The file is UTF-16. Save it as “CSV UTF-8”, then try again.')
    isFirst = false
    yield chunk
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true
  const sample = bytes.subarray(0, 1_024)
  let zeros = 0
  for (const byte of sample) if (byte === 0) zeros += 1
  return zeros > 1 && zeros * 4 > sample.length
}

function readBatch(batch: RawRecord[], limits: CsvLimits): CsvRow[] {
  const raws = batch.filter((record): record is Raw => 'bytes' in record && record.bytes.length > 0)
  const cells = readCells(raws)
  let next = 0
  return batch.flatMap((record): CsvRow[] => {
    const { line, end } = record
    if ('problem' in record) return [{ line, end, problem: record.problem }]
    // An empty line is no row.
    if (record.bytes.length === 0) return []
    const found = cells[next++] ?? 'The line could not be read.'
    if (typeof found === 'string') return [{ line, end, problem: found }]
    const isWide = found.length > limits.columns
    return [
      isWide ? { line, end, problem: `The row has more than ${limits.columns} cells.` } : { line, end, cells: found },
    ]
  })
}

/** All at once, which is quick; one by one, to find which is wrong, when that fails. */
function readCells(raws: Raw[]): (string[] | string)[] {
  if (raws.length === 0) return []
  try {
    const rows = parseCells(raws)
    if (rows.length === raws.length) return rows
  } catch {
    // Said row by row below.
  }
  return raws.map((raw) => {
    try {
      return parseCells([raw])[0] ?? []
    } catch (fault) {
      if (fault instanceof TypeError) return 'The line is not UTF-8 text.'
      return fault instanceof CsvProblem
        ? fault.message
        : 'A quote stands where none may stand: quote the whole cell, and write a quote inside it twice.'
    }
  })
}

function parseCells(raws: Raw[]): string[][] {
  const text = raws.map((raw) => decoder.decode(raw.bytes)).join('\n')
  if (text.includes('\0')) throw new CsvProblem('The line holds a NUL character.')
  return parse(text, { relax_column_count: true, record_delimiter: '\n' })
}
