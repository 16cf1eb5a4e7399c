import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { CarrierLink, Incoming, LinkConfig, LinkState, OutgoingPart } from '#domain/messages/carrier.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '#server/carriers/sandbox/start-sandbox.ts'
import { openLink } from '#server/carriers/smpp/open-link.ts'

export type TestLink = {
  link: CarrierLink
  states: Array<{ state: LinkState; detail: string }>
  /** Resolves at the next time this state is announced, or at once if the link is in it. */
  reaches: (state: LinkState) => Promise<string>
  /** Everything handed over so far, and a way to wait for more. */
  incoming: Incoming[]
  /** How many came at a time. */
  batches: number[]
  hasReceived: (count: number) => Promise<Incoming[]>
}

type Handling = { refuse?: number; commitMs?: number }

/**
 * A link that is closed when the test ends. `refuse` says how many batches the handler rejects first, `commitMs` how long it takes over
 * each, as a database does: what comes meanwhile is the next batch.
 */
export function startLink(port: number, overrides: Partial<LinkConfig> & Handling = {}): TestLink {
  const { refuse = 0, commitMs = 0, ...config } = overrides
  const states: TestLink['states'] = []
  const incoming: Incoming[] = []
  const batches: number[] = []
  const watchers = new Set<() => void>()
  let refusals = refuse
  const changed = () => {
    for (const watcher of [...watchers]) watcher()
  }

  const link = openLink(
    {
      id: 'link-1',
      name: 'Sandbox',
      host: '127.0.0.1',
      port,
      systemId: 'longcode',
      password: 'sandbox',
      window: 10,
      ratePerSecond: 10_000,
      enquireLinkMs: 10_000,
      responseTimeoutMs: 5_000,
      ...config,
    },
    {
      async onIncoming(batch) {
        if (refusals > 0) {
          refusals--
          throw new Error('the database is down')
        }
        if (commitMs > 0) await setTimeout(commitMs)
        incoming.push(...batch)
        batches.push(batch.length)
        changed()
      },
      onState(state, detail) {
        states.push({ state, detail })
        changed()
      },
    },
  )
  onTestFinished(() => link.close())

  function until<T>(look: () => T | undefined): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>()
    const watcher = () => {
      const found = look()
      if (found === undefined) return
      watchers.delete(watcher)
      resolve(found)
    }
    watchers.add(watcher)
    watcher()
    return promise
  }

  return {
    link,
    states,
    incoming,
    batches,
    reaches: (state) =>
      until(() => (link.state === state ? states.findLast((entry) => entry.state === state)?.detail : undefined)),
    hasReceived: (count) => until(() => (incoming.length >= count ? incoming : undefined)),
  }
}

export async function startCarrier(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ smppPort: 0, controlPort: 0, ...options })
  onTestFinished(() => sandbox.close())
  return sandbox
}

/** `to` is the last four digits, which choose what the sandbox does. */
export function part(to = '0100', text = 'Hello', rest: Partial<OutgoingPart> = {}): OutgoingPart {
  return { from: '+12065550100', to: `+1206555${to}`, text, encoding: 'gsm7', concat: null, ...rest }
}
