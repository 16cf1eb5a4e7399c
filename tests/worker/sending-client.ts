/** A customer's program: sends many messages over HTTP, each with its Idempotency-Key, and asks again until it is answered. */
import { Pool } from 'undici'
import { expect } from 'vitest'
import type { TestAccount } from '#tests/support/account.ts'
import type { Sent } from '#tests/support/witnesses.ts'

const AREA_CODES = [201, 202, 203, 205, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228]
const MORE_AREA_CODES = [229, 231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 272, 276, 281]
/** 555-0100 to 555-0199 without those that the sandbox has a script for. */
const LINES = Array.from({ length: 100 }, (_, index) => 100 + index).filter(
  (line) => (line < 150 || line > 160) && line !== 199,
)

/** A phone of its own for each message, so that the carrier's log can be joined with the database. */
export function phone(index: number): string {
  const areaCode = [...AREA_CODES, ...MORE_AREA_CODES][Math.floor(index / LINES.length)]
  if (areaCode === undefined) throw new RangeError(`There is no phone ${index}.`)
  return `+1${areaCode}5550${LINES[index % LINES.length]}`
}

/** Most are short, some take three parts, some need UCS-2. */
export function textOf(index: number): string {
  if (index % 25 === 3) return `Number ${index}. ${'A long story, told in parts. '.repeat(14)}`
  return index % 25 === 7 ? `Number ${index} ✓ 🙂` : `Number ${index}: your parcel has arrived.`
}

export type SendingClient = {
  /** What each message was answered, one entry a try. */
  log: Sent[]
  /** Resolves when this many messages have been accepted. */
  reaches: (count: number) => Promise<void>
  /** Resolves when each message was answered for good. */
  done: Promise<void>
}

const IN_PARALLEL = 64
const PAUSE_MS = 100
/** A client that asks for longer than this has been let down. */
const MOST_TRIES = 600

/** No answer and "not now" are asked again with the same key; anything else is final. */
export function sendAll(apiUrl: string, customer: TestAccount, count: number): SendingClient {
  const pool = new Pool(apiUrl, { connections: IN_PARALLEL, pipelining: 1 })
  const log = Array.from(
    { length: count },
    (_, index): Sent => ({ from: customer.from, to: phone(index), answers: [] }),
  )
  let next = 0
  let accepted = 0

  async function attempt(index: number, sent: Sent): Promise<boolean> {
    try {
      const response = await pool.request({
        method: 'POST',
        path: '/v2.2/messages',
        headers: {
          authorization: customer.authorization,
          'content-type': 'application/vnd.api+json',
          'idempotency-key': `${customer.from}-${index}`,
        },
        body: JSON.stringify({
          data: { type: 'message', attributes: { from: sent.from, to: sent.to, body: textOf(index) } },
        }),
      })
      const { data } = (await response.body.json()) as { data?: { id: string } }
      const replayed = response.headers['idempotent-replayed'] === 'true'
      sent.answers.push({ status: response.statusCode, id: data?.id ?? null, replayed })
      if (response.statusCode === 202) accepted++
      return ![409, 429, 503].includes(response.statusCode)
    } catch {
      sent.answers.push({ status: null, id: null, replayed: false })
      return false
    }
  }

  async function sendOn(): Promise<void> {
    while (next < count) {
      const index = next++
      const sent = log[index]
      if (!sent) return
      while (sent.answers.length < MOST_TRIES && !(await attempt(index, sent))) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
  }

  const done = Promise.all(Array.from({ length: IN_PARALLEL }, sendOn)).then(() => pool.destroy())
  return {
    log,
    reaches: (wanted) => expect.poll(() => accepted, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(wanted),
    done,
  }
}
