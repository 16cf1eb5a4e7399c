import { closeSync, openSync, writeSync } from 'node:fs'
import type { Concat } from '../smpp/short-message.ts'

/** What the carrier saw and said: one JSON object a line. */
export type Entry =
  | { event: 'submit'; at: string; id: string; from: string; to: string; text: string; concat: Concat | null }
  | {
      event: 'deliver'
      at: string
      kind: 'receipt' | 'inbound'
      /** The message id of a receipt as it was written; null for an inbound message. */
      id: string | null
      from: string
      to: string
      stat: string | null
      text: string | null
      attempt: number
      /** The answer's command status; null when none came. */
      answer: number | null
    }

export type Witness = { write: (entry: Entry) => void; recent: () => readonly Entry[]; close: () => void }

const REMEMBERED = 1_000

/**
 * Each line is handed to the kernel before anything else happens, so it outlives this process as well as the others;
 * only the machine going down can lose it.
 */
export function openWitness(logFile: string | null): Witness {
  const file = logFile === null ? null : openSync(logFile, 'a')
  const remembered: Entry[] = []
  return {
    write(entry) {
      if (file !== null) writeSync(file, `${JSON.stringify(entry)}\n`)
      remembered.push(entry)
      if (remembered.length > 2 * REMEMBERED) remembered.splice(0, REMEMBERED)
    },
    recent: () => remembered.slice(-REMEMBERED),
    close: () => {
      if (file !== null) closeSync(file)
    },
  }
}
