/**
 * `npm test`: everything, from a fresh clone. Its last line is `N passed, M failed`. Names of stages select some:
 * `npm test -- lint types unit integration browser`. Runs under the machine's own Node until Node 24 is installed.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { install, node24, nodeTooOld, root } from '../server/install.mjs'

const results = join(root, 'test-results')
const bin = (...path) => [join(root, 'node_modules', ...path)]
const vitest = (project) => async () => {
  const file = join(results, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run([...bin('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters])
  return orBroken(code, countVitest(file))
}

const STAGES = {
  lint: async () => asOneTest(await run([...bin('@biomejs', 'biome', 'bin', 'biome'), 'check'])),
  types: async () => asOneTest((await run(next('typegen'))) || (await run(bin('typescript', 'bin', 'tsc')))),
  unit: vitest('unit'),
  integration: vitest('integration'),
  browser: async () => {
    const file = join(results, 'browser.json')
    const args = [...bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json']
    const code = await run(args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
    return orBroken(code, countPlaywright(file))
  },
}

const total = { passed: 0, failed: 0, skipped: 0 }
process.exitCode = await main(process.argv.slice(2))

async function main(wanted) {
  const tooOld = nodeTooOld()
  const unknown = wanted.find((name) => !(name in STAGES))
  if (tooOld || unknown)
    return conclude(tooOld ?? `There is no stage ${unknown}. There are ${Object.keys(STAGES).join(', ')}.`)
  try {
    await install()
  } catch (error) {
    return conclude(error.message)
  }
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  if (await run([join(root, 'server', 'start', 'generate.ts')]))
    return conclude('The Prisma client could not be generated.')
  for (const [name, stage] of Object.entries(STAGES)) {
    if (wanted.length === 0 || wanted.includes(name)) await runStage(name, stage)
  }
  return conclude()
}

/** A stage that fails does not hide what the later ones have to say. */
async function runStage(name, stage) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`)
  const startedAt = Date.now()
  const { passed, failed, skipped = 0 } = await stage()
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`${failed ? '✗' : '✓'} ${name}: ${sentence({ passed, failed, skipped })}  ${seconds} s`)
}

function conclude(problem) {
  if (problem) {
    console.error(`✗ ${problem}`)
    total.failed += 1
  }
  console.log(`\n${sentence(total)}`)
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

function next(command) {
  return [...bin('next', 'dist', 'bin', 'next'), command]
}

/** Node 24 with these arguments, on this terminal; answers the exit code. */
function run(args, environment = {}) {
  // Nothing may be installed yet, lib/env.ts included.
  const given = process.env
  const path = [join(root, 'node_modules', '.bin'), given.PATH].join(delimiter)
  const child = spawn(node24, args, {
    cwd: root,
    env: { ...given, PATH: path, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function asOneTest(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** A runner that ends badly without a failed test (a crash, no tests at all) is itself one failure. */
function orBroken(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function countVitest(file) {
  const report = readReport(file)
  const broken = (report.testResults ?? []).filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests ?? 0,
    failed: (report.numFailedTests ?? 0) + broken.length,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  }
}

function countPlaywright(file) {
  const { stats = {}, errors = [] } = readReport(file)
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = stats
  return { passed: expected + flaky, failed: unexpected || errors.length, skipped }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
