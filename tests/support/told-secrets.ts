/** Secrets that tests were told, kept in a file so that the logs of every process of the run can be searched for them. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '#server/start/settings.ts'

const FILE = join(root, 'test-results', 'told-secrets.txt')

export function rememberSecrets(...secrets: string[]): void {
  mkdirSync(dirname(FILE), { recursive: true })
  appendFileSync(FILE, secrets.map((secret) => `${secret}\n`).join(''))
}

export function toldSecrets(): string[] {
  return existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n').filter(Boolean) : []
}
