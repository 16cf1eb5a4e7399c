/** A carrier on this machine: an SMPP 3.4 SMSC over TCP that does what `script.ts` says. Owes nothing after a restart. */
import type { Server } from 'node:net'
import { createSmsc } from '../smpp/pdu.ts'
import { type Carrier, serveClient } from './client.ts'
import { createControl } from './control.ts'
import { createDeliveries } from './deliveries.ts'
import { inboundParts } from './inbound.ts'
import { type Entry, openWitness } from './witness.ts'

export type SandboxOptions = {
  /** 0 takes any free port. */
  smppPort: number
  controlPort: number
  logFile?: string | null
  /** Where SMPP listens; the control door is on the loopback in any case. */
  host?: string
  password?: string
  /** Whether the control door lets phones write and shows what was seen; else it only says that it is there. */
  doorIsOpen?: boolean
  /** Added to every answer to a submission. */
  responseDelayMs?: number
}

export type Sandbox = {
  readonly smppPort: number
  readonly controlPort: number
  /** Clients that can receive. */
  readonly bound: number
  /** The last thousand things the carrier saw and said. */
  log: () => readonly Entry[]
  /** As `POST /receive`: resolves once acknowledged (true) or refused for good (false). */
  receive: (from: string, to: string, body: string) => Promise<boolean>
  /** Cuts every connection, as a bad line does. */
  dropClients: () => void
  close: () => Promise<void>
}

export const SANDBOX_SYSTEM_ID = 'longcode'

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const witness = openWitness(options.logFile ?? null)
  const deliveries = createDeliveries(witness)
  const timers = new Set<NodeJS.Timeout>()
  const turns = new Map<string, number>()
  // The clock in front keeps ids apart over restarts, and makes their decimal form longer than their hex form.
  let lastId = BigInt(Date.now()) << 20n
  let lastReference = 0

  const carrier: Carrier = {
    systemId: SANDBOX_SYSTEM_ID,
    password: options.password ?? 'sandbox',
    responseDelayMs: options.responseDelayMs ?? 0,
    witness,
    deliveries,
    nextId: () => ++lastId,
    nextAnswer(part, answers) {
      const turn = turns.get(part) ?? 0
      if (turn + 1 < answers.length) turns.set(part, turn + 1)
      else turns.delete(part)
      return answers[turn] ?? 'accept'
    },
    after(delayMs, work) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        work()
      }, delayMs)
      timers.add(timer)
    },
  }

  async function receive(from: string, to: string, body: string): Promise<boolean> {
    lastReference = (lastReference + 1) % 256
    const outcomes = inboundParts(from, to, body, lastReference).map((part) => {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      deliveries.push({ ...part, onSettled: resolve })
      return promise
    })
    return (await Promise.all(outcomes)).every(Boolean)
  }

  const smsc = createSmsc((session) => serveClient(session, carrier))
  const dropClients = () => {
    for (const session of [...smsc.sessions]) session.destroy()
  }
  const control = createControl({
    bound: () => deliveries.receivers,
    receive,
    log: witness.recent,
    isOpen: options.doorIsOpen ?? true,
  })
  const smppPort = await listen(smsc, options.smppPort, options.host ?? '127.0.0.1')
  const controlPort = await listen(control, options.controlPort, '127.0.0.1')

  return {
    smppPort,
    controlPort,
    get bound() {
      return deliveries.receivers
    },
    log: witness.recent,
    receive,
    dropClients,
    async close() {
      for (const timer of timers) clearTimeout(timer)
      deliveries.close()
      dropClients()
      control.closeAllConnections()
      await Promise.all([smsc, control].map((server) => new Promise((resolve) => server.close(resolve))))
      witness.close()
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', reject)
  server.listen(port, host, () => {
    server.off('error', reject)
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : port)
  })
  return promise
}
