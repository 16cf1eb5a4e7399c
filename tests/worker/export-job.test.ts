/** A worker is killed over an export, paused, told to stop: the file is whole all the same. */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { expect, test } from 'vitest'
import type { Scope } from '#domain/access/scope.ts'
import { askExport } from '#domain/exports/ask-export.ts'
import { cancelExport } from '#domain/exports/cancel-export.ts'
import { claimExport } from '#domain/exports/claim-export.ts'
import { readExportChoice, USUAL_CHOICE } from '#domain/exports/export-choice.ts'
import { ExportLost, storeChunk } from '#domain/exports/export-store.ts'
import { openExportFile } from '#domain/exports/open-export-file.ts'
import { readExport } from '#domain/exports/read-export.ts'
import { runExport } from '#domain/exports/run-export.ts'
import { NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { env } from '#lib/env.ts'
import { makeAccount } from '#tests/support/account.ts'
import { ask } from '#tests/support/books.ts'
import { fillMessages } from '#tests/support/fill-messages.ts'
import { personOf } from '#tests/support/own-person.ts'
import { layRoad } from './processes.ts'

const ROWS = 150_000
const choice = readExportChoice({ ...USUAL_CHOICE, columns: ['id'] }, 'UTC').choice
const wanted = { filter: { ...NO_MESSAGE_FILTER, range: '1y' as const }, filterZone: 'UTC', choice }

async function accountWith(rows: number): Promise<Scope> {
  const account = await makeAccount()
  const owner = new pg.Client({ connectionString: env.database.url })
  await owner.connect()
  await fillMessages(owner, account.scope.accountId, { rows, from: account.from })
  await owner.end()
  return personOf(account)
}

const partsOf = async (id: string) =>
  (
    await ask<{ sha256: string }>(
      "select encode(sha256, 'hex') as sha256 from export_parts where export_id = $1 order by number",
      [id],
    )
  ).map((one) => one.sha256)

test('a worker that is killed half-way leaves its finished parts; the next goes on, and no row is missing or there twice', async () => {
  const person = await accountWith(ROWS)
  const road = await layRoad()
  const id = await askExport(person, wanted)
  await road.worker.start()
  await expect.poll(() => partsOf(id), { timeout: 40_000, interval: 10 }).not.toEqual([])
  await road.worker.kill()
  const kept = await partsOf(id)
  expect((await readExport(person, id)).state).toBe('running')
  // As if half a minute had passed: nobody gives a sign of life.
  await ask('update exports set lease_until = now() where id = $1', [id])
  await road.secondWorker.start()
  await expect.poll(async () => (await readExport(person, id)).state, { timeout: 60_000, interval: 100 }).toBe('done')
  const found = await readExport(person, id)
  expect((await partsOf(id)).slice(0, kept.length)).toEqual(kept)
  expect(found.parts.map(({ rows }) => Number(rows))).toEqual([100_000, 50_000])
  const pieces: Buffer[] = []
  for await (const piece of (await openExportFile(person, id, null)).pieces) pieces.push(piece)
  const whole = gunzipSync(Buffer.concat(pieces))
  expect(found.sha256).toBe(createHash('sha256').update(whole).digest('hex'))
  const ids = whole.toString().match(/^mdr2-[0-9a-f]{32}/gm) ?? []
  expect(ids).toHaveLength(ROWS)
  expect(new Set(ids).size).toBe(ROWS)
}, 150_000)

test('one that was paused and comes back writes nothing, one that is told to stop gives back, one that is canceled ends', async () => {
  const person = await accountWith(2_000)
  const id = await askExport(person, wanted)
  const paused = await claimExport()
  if (!paused) throw new Error('there was nothing to claim')
  await ask('update exports set lease_until = now() where id = $1', [id])
  expect(await runExport(AbortSignal.abort())).toBe(true)
  await expect(storeChunk(paused, 1, 0, Buffer.from('x'))).rejects.toThrow(ExportLost)
  expect(await runExport(new AbortController().signal)).toBe(true)
  expect(await readExport(person, id)).toMatchObject({ state: 'done', rows: 2_000n })
  const second = await askExport(person, wanted)
  const mine = await claimExport()
  if (!mine) throw new Error('there was nothing to claim')
  await cancelExport(person, { id: second })
  await expect(storeChunk(mine, 1, 0, Buffer.from('x'))).rejects.toThrow(ExportLost)
  expect(await readExport(person, second)).toMatchObject({ state: 'canceled' })
  await expect(openExportFile(person, second, null)).rejects.toMatchObject({ code: 'export_not_ready' })
})
