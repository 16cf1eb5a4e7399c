/**
 * What a start needs to know before `lib/env.ts` can be read: that file wants the database's address, and the start is
 * what makes it.
 */
import { join } from 'node:path'
import { StartProblem } from './start-problem.ts'

// The start comes before lib/env.ts, which needs what the start makes.
export const given: Readonly<NodeJS.ProcessEnv> = process.env

export type Ports = {
  portal: number
  api: number
  worker: number
  smpp: number
  control: number
  postgres: number
}

export type Settings = {
  /** The checkout. */
  root: string
  /** What this checkout keeps on this machine: database, logs, secrets. */
  dataDir: string
  mode: 'local' | 'test' | 'production'
  /** `npm run dev`: sources are watched, nothing is built. */
  reload: boolean
  /** Demo data wanted when the database has no accounts. */
  demo: boolean
  /** Null: the embedded server. */
  databaseUrl: string | null
  /** Null: made here and kept. */
  authSecret: string | null
  /** Durability is given up for speed: throwaway databases of tests only. */
  throwaway: boolean
  ports: Ports
  portalUrl: string
  apiUrl: string
  /** No mail server: mails stay in this system and are read at `/mailbox`. */
  mailbox: boolean
  /** Everything else the parts are given. */
  environment: NodeJS.ProcessEnv
}

/** Which variable moves which port; the sentence about a taken port names it. */
export const PORT_VARIABLES: Record<keyof Ports, { variable: string; fallback: number }> = {
  portal: { variable: 'PORTAL_PORT', fallback: 3000 },
  api: { variable: 'API_PORT', fallback: 3001 },
  worker: { variable: 'WORKER_PORT', fallback: 3002 },
  smpp: { variable: 'SANDBOX_SMPP_PORT', fallback: 2775 },
  control: { variable: 'SANDBOX_CONTROL_PORT', fallback: 2776 },
  postgres: { variable: 'PG_PORT', fallback: 54330 },
}

export const root = join(import.meta.dirname, '..', '..')

export function readSettings(args: readonly string[]): Settings {
  const unknown = args.find((arg) => arg !== '--empty' && arg !== '--dev')
  if (unknown) throw new StartProblem(`There is no option ${unknown}. There are --empty and --dev.`)
  const mode = readMode(given.LONGCODE_ENV)
  if (mode === 'production') requireProductionSettings()
  const ports = readPorts()
  return {
    root,
    dataDir: join(root, '.data'),
    mode,
    reload: args.includes('--dev'),
    demo: mode !== 'production' && !args.includes('--empty'),
    databaseUrl: given.DATABASE_URL || null,
    authSecret: given.AUTH_SECRET || null,
    throwaway: false,
    ports,
    portalUrl: given.PORTAL_URL || `http://localhost:${ports.portal}`,
    apiUrl: given.API_URL || `http://localhost:${ports.api}`,
    mailbox: !given.SMTP_URL,
    environment: given,
  }
}

function readMode(value = 'local'): Settings['mode'] {
  if (value === 'local' || value === 'test' || value === 'production') return value
  throw new StartProblem(`LONGCODE_ENV is "${value}"; it may be local, test or production.`)
}

function requireProductionSettings() {
  const missing = ['DATABASE_URL', 'AUTH_SECRET', 'SMTP_URL'].filter((name) => !given[name])
  if (missing.length > 0) {
    throw new StartProblem(
      `In production ${missing.join(' and ')} must be set: the embedded database, made-up secrets and the mailbox are for one machine only.`,
    )
  }
}

function readPorts(): Ports {
  const read = (name: keyof Ports) => {
    const { variable, fallback } = PORT_VARIABLES[name]
    const port = Number(given[variable] || fallback)
    if (Number.isInteger(port) && port > 0 && port < 65536) return port
    throw new StartProblem(`${variable} is "${given[variable]}"; it must be a port number from 1 to 65535.`)
  }
  return {
    portal: read('portal'),
    api: read('api'),
    worker: read('worker'),
    smpp: read('smpp'),
    control: read('control'),
    postgres: read('postgres'),
  }
}
