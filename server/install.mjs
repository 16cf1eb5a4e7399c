/**
 * Brings `node_modules` in line with `package-lock.json`. Runs under the machine's own Node before anything is
 * installed, so: plain JavaScript, built-ins only.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const installedLock = join(modules, '.package-lock.json')
const stampFile = join(modules, '.longcode-lock-hash')

/** The Node that `npm ci` brought: it runs everything but this file. */
export const node24 = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** One sentence, or null when this Node will do. */
export function nodeTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return null
  return `Longcode needs Node 20.9 or newer to begin with; this is ${process.versions.node}.`
}

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex')

function isCurrent() {
  if (!existsSync(node24)) return false
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lockHash()
  // Somebody ran npm by hand: its own copy of the lock is then newer than ours.
  return existsSync(installedLock) && statSync(installedLock).mtimeMs >= statSync(lockFile).mtimeMs
}

/** Installs when needed, with one line of progress. Rejects with a sentence and npm's own last words. */
export async function install() {
  if (!isCurrent()) {
    const startedAt = Date.now()
    if (process.stdout.isTTY) process.stdout.write('  · installing packages …')
    const { code, output } = await npm('ci')
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K')
    if (code !== 0 || !existsSync(node24)) {
      throw new Error(`The packages could not be installed (npm ended with ${code}).\n${output.trim().slice(0, 4000)}`)
    }
    console.log(`  ✓ ${'packages installed'.padEnd(28)}${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`)
  }
  writeFileSync(stampFile, lockHash())
}

/** npm may not run on the very node_modules/.bin/node that it is about to replace. */
function npm(...command) {
  // Nothing is installed yet, lib/env.ts included.
  const given = process.env
  const path = (given.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'))
  const child = spawn('npm', [...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...given, PATH: path.join(delimiter) },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: error.message, output }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
