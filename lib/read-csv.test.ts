import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'
import { type CsvLimits, CsvProblem, readCsv } from './read-csv.ts'
import { readTable } from './read-table.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

async function read(file: string | Uint8Array | Iterable<Uint8Array>, limits: Partial<CsvLimits> = {}) {
  const source = typeof file === 'string' ? [bytes(file)] : file instanceof Uint8Array ? [file] : file
  const rows: [number, string[] | string][] = []
  for await (const row of readCsv(source, limits)) rows.push([row.line, 'cells' in row ? row.cells : row.problem])
  return rows
}

test('rows come with their lines: BOM, CRLF, empty lines and a missing last line end are all fine', async () => {
  expect(await read('\uFEFFa,b\r\n\r\n1,"2, ""x"""\r\n3,4')).toEqual([
    [1, ['a', 'b']],
    [3, ['1', '2, "x"']],
    [4, ['3', '4']],
  ])
})

test('a line break inside a quoted cell stays in it, and the lines after it keep their numbers', async () => {
  expect(await read('"a\r\nb",c\nd,e\n')).toEqual([
    [1, ['a\r\nb', 'c']],
    [3, ['d', 'e']],
  ])
})

test('it matters not how the bytes are cut', async () => {
  const file = bytes('\uFEFFna\u00efve,"x\n""y"""\r\n"",2\r\n5" pipe,z\n"open,1\nlast,1')
  const whole = await read(file)
  for (const size of [1, 2, 3, 7])
    expect(
      await read(
        Array.from({ length: Math.ceil(file.length / size) }, (_, at) => file.slice(at * size, (at + 1) * size)),
      ),
    ).toEqual(whole)
  expect(whole.map(([line]) => line)).toEqual([1, 3, 4, 5, 6])
})

test('a quote that is not closed spoils its own line and no other', async () => {
  const rows = await read(`a,1\nb,"2\n${'c,3\n'.repeat(3_000)}`, { recordBytes: 1_000 })
  expect(rows).toHaveLength(3_002)
  expect(rows.slice(0, 3)).toEqual([
    [1, ['a', '1']],
    [2, 'A quote is opened here and not closed.'],
    [3, ['c', '3']],
  ])
})

test('stray quotes, NUL and broken UTF-8 are said of their line, and the rest is read', async () => {
  const rows = await read(Buffer.concat([bytes('a\n"b"c\nd"e\nf\0\n'), Buffer.from([0xff, 0x0a]), bytes('g\n')]))
  expect(rows.map(([line, what]) => [line, Array.isArray(what)])).toEqual([
    [1, true],
    [2, false],
    [3, false],
    [4, false],
    [5, false],
    [6, true],
  ])
  expect(rows.slice(1, 5).map(([, what]) => what)).toEqual([
    expect.stringContaining('quote'),
    expect.stringContaining('quote'),
    expect.stringContaining('NUL'),
    expect.stringContaining('UTF-8'),
  ])
})

test.each([
  ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\n', 'utf16le')])],
  ['UTF-16 without one', Buffer.from('a,b\n1,2\n', 'utf16le')],
])('%s is refused as a whole', async (_, file) => {
  await expect(read(file)).rejects.toThrow(
    new CsvProblem('The file is UTF-16. Save it as “CSV UTF-8”, then try again.'),
  )
})

test('a line of 50 MB is passed over in bounded memory', async () => {
  function* file() {
    yield bytes('a,b\n')
    for (let at = 0; at < 800; at += 1) yield new Uint8Array(65_536).fill(0x78)
    yield bytes('\nc,d\n')
  }
  const before = process.memoryUsage().rss
  expect(await read(file())).toEqual([
    [1, ['a', 'b']],
    [2, 'The line is longer than 16,384 bytes.'],
    [3, ['c', 'd']],
  ])
  expect(process.memoryUsage().rss - before).toBeLessThan(80 * 2 ** 20)
})

test('too many columns are said of the row, too many rows of the file', async () => {
  expect(await read('a,b,c\nd\n', { columns: 2 })).toEqual([
    [1, 'The row has more than 2 cells.'],
    [2, ['d']],
  ])
  await expect(read('a\n'.repeat(11), { rows: 10 })).rejects.toThrow('more than 10 rows')
})

async function table(text: string) {
  const rows = []
  for await (const { end: _, ...row } of readTable([bytes(text)], { required: ['number'], optional: ['alias'] }))
    rows.push(row)
  return rows
}

test('a table is read by the names in its first line, and what we export is read back as it was', async () => {
  expect(await table(`Alias,other,NUMBER\n${csvLine(['=Front desk', 'x', '+12065550142'])}a,b\n`)).toEqual([
    { line: 2, values: { number: '+12065550142', alias: '=Front desk' } },
    { line: 3, problem: 'The row has 2 cells, the header 3.' },
  ])
})

test('a table without its columns, without a readable first line or without anything is refused', async () => {
  await expect(table('alias\nx\n')).rejects.toThrow('missing: number')
  await expect(table('number,number\n')).rejects.toThrow('twice')
  await expect(table('"number\n')).rejects.toThrow('first line')
  await expect(table('')).rejects.toThrow('empty')
})
