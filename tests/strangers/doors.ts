/**
 * The doors of the portal, read from what was built and from the source: every server action, page and route handler. The lists
 * are never written by hand, so a door that somebody adds is asked for its row (`tests/e2e/matrix.spec.ts`).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `app/sign-in/actions.ts#signInWithPassword` */
export type ActionName = string
export type Action = { name: ActionName; id: string; path: string }

type Manifest = { node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }> }

/** What can be called over the wire: Next's own list of the build. */
export function builtActions(root: string): Action[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(root, '.next/server/server-reference-manifest.json'), 'utf8'))
  return Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    name: `${filename}#${exportedName}`,
    path: urlOf(Object.keys(workers)),
  }))
}

/** A page that carries the action, without places in its path where there is one. */
function urlOf(workers: readonly string[]): string {
  const urls = workers.map((worker) =>
    worker
      .replace(/^app/, '')
      .replace(/\/page$/, '')
      .replaceAll(/\/\([^)]+\)/g, ''),
  )
  return urls.find((url) => !url.includes('[')) || (urls[0] ?? '/').replaceAll(/\[[^\]]+\]/g, 'nothing') || '/'
}

/** What the source says is an action, whether or not a page leads to it today. */
export function writtenActions(root: string): ActionName[] {
  return sourceFiles(root, 'app').flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    if (!/^\s*(\/\*[\s\S]*?\*\/\s*)?['"]use server['"]/.test(text)) {
      if (/['"]use server['"]/.test(text)) throw new Error(`${file} hides a server action inside a function`)
      return []
    }
    return [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => `${file}#${name}`)
  })
}

/** `/messages/[ref]` and the like: every page and route handler of the build, but Next's own. */
export function builtPages(root: string): { url: string; kind: 'page' | 'route' }[] {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(join(root, '.next/app-path-routes-manifest.json'), 'utf8'),
  )
  return Object.entries(manifest)
    .filter(([, url]) => !url.startsWith('/_'))
    .map(([file, url]) => ({ url, kind: file.endsWith('/route') ? 'route' : 'page' }))
}

function sourceFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
}
