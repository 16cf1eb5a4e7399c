/**
 * Room three of the road: claim, commit, submit over the wire, record the answers in batches. Claimed is only what the link
 * can take now, and what is not recorded yet counts: when a line drops at most one window of messages is in doubt, when a
 * worker dies one and a half.
 */
import { accountsWithDueMessages, type ClaimedMessage, claimMessages } from '#domain/messages/claim-messages.ts'
import type { PartResult, SubmitResult } from '#domain/messages/record-outcomes.ts'
import { segment } from '#domain/messages/segments.ts'
import { createBatcher } from '#lib/batcher.ts'
import { log } from '#lib/log.ts'
import { keepOutcomes } from './keep-outcomes.ts'
import type { OpenLink } from './links.ts'
import { SETTINGS } from './settings.ts'

/**
 * Windows of messages that may be claimed and not yet recorded. One keeps the wire idle while answers are recorded and the next are
 * claimed (0.8 of the carrier's grant at 40 ms); each is in doubt when this worker dies, so no more than the wire needs.
 */
const MOST_OPEN = 1.5

type Recorded = { accountId: string; link: OpenLink; result: SubmitResult }

export type Sender = {
  /** One round over the accounts that have something due. True when there may be more. */
  round: () => Promise<boolean>
  settled: () => Promise<void>
}

export function createSender(owner: string, links: () => readonly OpenLink[]): Sender {
  let after: string | null = null
  const underWay = new Set<Promise<void>>()
  /** Claimed and not yet recorded, for each link. */
  const open = new Map<string, number>()
  const recorder = createBatcher<Recorded, void>({
    maxSize: 500,
    concurrency: 4,
    run: async (batch) => {
      const [first] = batch
      if (!first) return []
      await keepOutcomes(
        first.accountId,
        first.link,
        batch.map(({ result }) => result),
      )
      return batch.map(() => undefined)
    },
  })

  async function claimFor(accountId: string): Promise<number> {
    let claimed = 0
    for (const link of links()) {
      const limit = roomOf(link)
      if (limit < 1) continue
      const claimedAt = performance.now()
      const { leaseMs } = SETTINGS
      const messages = await claimMessages(accountId, { linkId: link.id, owner, leaseMs, limit })
      claimed += messages.length
      for (const message of messages) track(link, submit(link, message, claimedAt + leaseMs - SETTINGS.leaseMarginMs))
    }
    return claimed
  }

  function roomOf(link: OpenLink): number {
    return Math.min(link.carrier.free, Math.ceil(link.window * MOST_OPEN) - (open.get(link.id) ?? 0))
  }

  /** Resolves when a link may have room, and soon in any case. */
  function whenRoom(): Promise<void> {
    const full = links().filter((link) => link.carrier.free < 1)
    return Promise.race([...underWay, ...full.map((link) => link.carrier.whenFree()), sleep(200)])
  }

  function track(link: OpenLink, work: Promise<void>): void {
    const count = (change: 1 | -1) => open.set(link.id, (open.get(link.id) ?? 0) + change)
    // A fault in one message must not end the process: its lease lapses, and it becomes a doubt.
    const safe = work.catch((fault: unknown) => log.error({ fault: String(fault) }, 'a message could not be submitted'))
    underWay.add(safe)
    count(1)
    void safe.finally(() => {
      underWay.delete(safe)
      count(-1)
    })
  }

  async function submit(link: OpenLink, message: ClaimedMessage, deadline: number): Promise<void> {
    const parts = segment(message.body).parts
    const results = parts.flatMap((text, index): Promise<PartResult>[] => {
      const number = index + 1
      if (message.takenParts.includes(number)) return []
      return [submitPart(link, message, { number, text, total: parts.length }, deadline)]
    })
    const result = { messageId: message.id, lease: message.lease, parts: await Promise.all(results) }
    const { accountId } = message
    await recorder.add(`${accountId} ${link.id}`, { accountId, link, result })
  }

  return {
    round: async () => {
      if (!links().some((link) => roomOf(link) > 0)) {
        await whenRoom()
        return links().length > 0
      }
      const accounts: string[] = await accountsWithDueMessages(after, SETTINGS.accountsPerRound)
      const last = accounts.at(-1)
      after = accounts.length === SETTINGS.accountsPerRound && last !== undefined ? last : null
      let claimed = 0
      for (const accountId of accounts) claimed += await claimFor(accountId)
      return claimed > 0 || after !== null
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled([...underWay])
      await recorder.idle()
    },
  }
}

async function submitPart(
  link: OpenLink,
  message: ClaimedMessage,
  part: { number: number; text: string; total: number },
  untilMs: number,
): Promise<PartResult> {
  const { number, text, total } = part
  // The same reference in every try, so that parts of two tries still make one message at the phone.
  const reference = Number.parseInt(message.id.slice(-2), 16)
  const concat = total > 1 ? { reference, total, number } : null
  const { from, to, encoding } = message
  return { number, outcome: await link.carrier.submit({ from, to, text, encoding, concat }, { untilMs }) }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
