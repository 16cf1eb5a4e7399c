/** The sandbox carrier's own door, on this machine only: makes a phone write to one of our numbers, over SMPP. */
import 'server-only'
import { env } from '#lib/env.ts'

const WAIT_MS = 12_000

/** Null when it is on its way, or the sentence of why not. */
export async function receiveInSandbox(message: { from: string; to: string; body: string }): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${env.sandbox.controlPort}/receive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(WAIT_MS),
    })
    if (answer.ok) return null
    const { error } = await answer.json()
    return typeof error === 'string' ? error : `The sandbox answered ${answer.status}.`
  } catch {
    return 'The sandbox carrier does not answer. Start it with npm start, or npm run start:sandbox.'
  }
}
