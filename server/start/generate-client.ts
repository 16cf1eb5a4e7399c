/** `prisma generate`, when the schema or Prisma's version has changed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles } from './hash-files.ts'
import { runTask } from './run-task.ts'
import { given } from './settings.ts'
import type { Say } from './step.ts'

export async function generateClient(root: string, say: Say, signal: AbortSignal) {
  const hash = hashFiles(root, ['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json'])
  const stamp = join(root, 'prisma', 'client', '.hash')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await say.step('generating the Prisma client', 'Prisma client generated', () =>
    runTask({
      what: 'prisma generate',
      args: [join(root, 'node_modules', 'prisma', 'build', 'index.js'), 'generate', '--no-hints'],
      cwd: root,
      // Generating never runs the schema engine, but wants to see a file before it would download one.
      env: { ...given, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      signal,
    }),
  )
  writeFileSync(stamp, hash)
}
