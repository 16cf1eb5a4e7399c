/** Runs in a process of its own, since verbs read their database from the environment and the memory is to be this work's alone. */
import { setInterval } from 'node:timers'
import { openMember } from '#domain/access/open-member.ts'
import { NOWHERE } from '#domain/access/scope.ts'
import { askExport } from '#domain/exports/ask-export.ts'
import { readExportChoice } from '#domain/exports/export-choice.ts'
import { EXPORT_FORMATS } from '#domain/exports/export-columns.ts'
import { readExport } from '#domain/exports/read-export.ts'
import { runExport } from '#domain/exports/run-export.ts'
import { NO_MESSAGE_FILTER } from '#domain/reports/message-filter.ts'
import { pool } from '#lib/db.ts'

export type Exported = { rows: number; seconds: number; growthMb: number; bytes: number; cpuMsPerThousand: number }

const [accountId = '', personId = '', format = 'csv'] = process.argv.slice(2)
const scope = await openMember(accountId, personId, NOWHERE)
if (!scope) throw new Error('there is no such person')
const { choice } = readExportChoice({ format, columns: [], zone: 'America/New_York', numbers: null }, 'UTC')

const mb = () => process.memoryUsage.rss() / 1_048_576

async function exportOnce(range: '1h' | '1y'): Promise<Exported> {
  if (!scope) throw new Error('nobody asks')
  const id = await askExport(scope, { filter: { ...NO_MESSAGE_FILTER, range }, filterZone: 'UTC', choice })
  globalThis.gc?.()
  const before = mb()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, mb())
  }, 20)
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  await runExport(new AbortController().signal)
  const seconds = (performance.now() - from) / 1000
  const used = process.cpuUsage(cpu)
  clearInterval(watch)
  const { rows, contentBytes, state, problem } = await readExport(scope, id)
  if (state !== 'done') throw new Error(`the export ended ${state}: ${problem}`)
  const cpuMs = (used.user + used.system) / 1000
  return {
    rows: Number(rows),
    seconds,
    growthMb: most - before,
    bytes: Number(contentBytes),
    cpuMsPerThousand: cpuMs / (Number(rows) / 1000),
  }
}

if (!EXPORT_FORMATS.some((one) => one === format)) throw new Error(`there is no format ${format}`)
// The second is measured: what the first needs once, every process has.
await exportOnce('1h')
const exported = await exportOnce('1y')
await pool.end()
process.send?.(exported, () => process.disconnect())
