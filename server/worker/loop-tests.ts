/** Numbers that were ported in are tried in both directions: claim, commit, submit over the wire, record. The way back is the inbox's. */
import { beginLoopTests, recordLoopSubmit } from '#domain/porting/loop-test.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import type { OpenLink } from './links.ts'
import { SETTINGS } from './settings.ts'

/** A round of the worker's loop. True when there may be more. */
export function createLoopTester(links: () => readonly OpenLink[]): () => Promise<boolean> {
  return async () => {
    const bound = links().filter((link) => link.carrier.state === 'bound')
    const limit = SETTINGS.loopTestsPerRound
    const tests = await beginLoopTests({ loopNumber: env.loopNumber, linkIds: bound.map(({ id }) => id) }, limit)
    for (const test of tests) {
      const link = bound.find(({ id }) => id === test.linkId)
      if (!link) continue
      const outcome = await link.carrier.submit(test.part)
      log.info({ loopTestId: test.id, outcome: outcome.kind }, 'loop test')
      await recordLoopSubmit(test, outcome).catch((fault: unknown) =>
        log.error({ loopTestId: test.id, fault: String(fault) }, 'a loop test could not be recorded'),
      )
    }
    return tests.length === limit
  }
}
