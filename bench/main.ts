/** `npm run bench`, or some of it: `npm run bench -- p1 p2 p9 road`. Ratios of arms that took turns in one run; nothing else counts. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { benchAccepts } from './accepts.ts'
import { benchBilling } from './billing.ts'
import { benchExports } from './exports.ts'
import { benchLog } from './log.ts'
import { type Report, render } from './report/report.ts'
import { measurePaint } from './reports/measure-paint.ts'
import { measureViews } from './reports/measure-views.ts'
import { benchRoad } from './road.ts'
import { ROUNDS, SECONDS } from './rounds.ts'
import { benchSearch } from './search.ts'
import { type Cluster, startCluster } from './stage/cluster.ts'
import { benchWebhooks } from './webhooks.ts'
import { benchWeight } from './weight.ts'
import { benchWire } from './wire.ts'

type Benchmark = (cluster: Cluster) => Promise<Report>

const BENCHMARKS: Record<string, Benchmark> = {
  p1: benchAccepts,
  p2: benchAccepts,
  p4: benchLog,
  p5: measurePaint,
  p6: measureViews,
  p7: benchWebhooks,
  p8: benchWebhooks,
  p9: benchWire,
  p11: benchWeight,
  p12: benchExports,
  billing: benchBilling,
  road: benchRoad,
  search: benchSearch,
}
/** Several under one name. */
const GROUPS: Record<string, string[]> = {
  webhooks: ['p7', 'p8'],
  reports: ['p4', 'p12', 'p5', 'p6', 'p11'],
}

const asked = process.argv.slice(2).flatMap((name) => GROUPS[name] ?? [name])
const unknown = asked.find((name) => !(name in BENCHMARKS))
if (unknown !== undefined) {
  console.error(
    `There is no benchmark ${unknown}. There are ${[...Object.keys(BENCHMARKS), ...Object.keys(GROUPS)].join(', ')}.`,
  )
  process.exit(1)
}
const chosen = new Set((asked.length > 0 ? asked : Object.keys(BENCHMARKS)).map((name) => BENCHMARKS[name]))

const startedAt = new Date()
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, ${ROUNDS} rounds of ${SECONDS} s an arm, fsync and synchronous_commit on; load average before it ${loadavg()[0]?.toFixed(1)}`
const reports: Report[] = []
const cluster = await startCluster()
try {
  for (const benchmark of chosen) {
    const report = benchmark ? await benchmark(cluster) : null
    if (!report) continue
    reports.push(report)
    console.log(`\n${render(report)}\n`)
    save()
  }
} finally {
  await cluster.stop()
}

/** As a page to read and as numbers to compute with; after each benchmark, so that a later one that fails takes nothing away. */
function save(): void {
  const folder = join(import.meta.dirname, 'results')
  const file = join(folder, startedAt.toISOString().slice(0, 16).replace(':', ''))
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    `${file}.md`,
    `# Benchmark of ${startedAt.toISOString()}\n\n${machine}.\n\n${reports.map(render).join('\n\n')}\n`,
  )
  writeFileSync(`${file}.json`, `${JSON.stringify({ startedAt, machine, reports }, null, 2)}\n`)
  console.log(`${machine}\nWritten to ${file}.md and .json`)
}
