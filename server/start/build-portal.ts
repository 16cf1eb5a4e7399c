/** `next build`, when anything it reads has changed since the last one. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles } from './hash-files.ts'
import { runTask } from './run-task.ts'
import { given } from './settings.ts'
import type { Say } from './step.ts'

/** Not tsconfig.json: Next writes to it while it builds. */
const READ_BY_THE_BUILD = [
  'app',
  'components',
  'domain',
  'lib',
  'public',
  'prisma/schema',
  'instrumentation.ts',
  'next.config.js',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
]

export async function buildPortal(root: string, say: Say, signal: AbortSignal) {
  const hash = hashFiles(root, READ_BY_THE_BUILD)
  const stamp = join(root, '.next', 'longcode-hash')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  rmSync(stamp, { force: true })
  await say.step('building the portal', 'portal built', () =>
    runTask({
      what: 'next build',
      args: [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
      cwd: root,
      env: { ...given, ...buildEnvironment() },
      signal,
    }),
  )
  writeFileSync(stamp, hash)
}

/** The build reads no database and keeps no secret: these only satisfy `lib/env.ts`. */
function buildEnvironment(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: 'postgresql://build@127.0.0.1:1/build',
    AUTH_SECRET: 'only-for-the-build-only-for-the-build',
  }
}
