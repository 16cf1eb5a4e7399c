/** The worker: carrier links, what they bring, web hooks, mails, the relay and the broom. Any number of them may run. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { runBillCheck, SMALL_MONTH } from '#domain/billing/run-bill-check.ts'
import { runExport, sweepExports } from '#domain/exports/run-export.ts'
import { runSchedules } from '#domain/exports/run-schedules.ts'
import { relaySomeInsights } from '#domain/insights/relay-insights.ts'
import { warnOfGraceEnds } from '#domain/keys/warn-of-grace-end.ts'
import { checkBooks } from '#domain/ledger/check-books.ts'
import { runFuses } from '#domain/limits/run-fuses.ts'
import { tellSpend } from '#domain/limits/tell-spend.ts'
import { ensureSandboxLink } from '#domain/links/ensure-sandbox-link.ts'
import { workInbox } from '#domain/messages/work-inbox.ts'
import { chargeNumbers } from '#domain/numbers/charge-numbers.ts'
import { returnNumbers } from '#domain/numbers/return-numbers.ts'
import { runNumberJobs } from '#domain/numbers/run-number-job.ts'
import { askPending } from '#domain/payments/ask-pending.ts'
import { runLowBalanceLetters, runRecharges } from '#domain/payments/run-money-signals.ts'
import { expireQuotes } from '#domain/rates/expire-quotes.ts'
import { relayOutbox } from '#domain/reports/relay-outbox.ts'
import { relayTexts } from '#domain/reports/relay-texts.ts'
import { relayTotals } from '#domain/reports/relay-totals.ts'
import { runReplays } from '#domain/webhooks/run-replays.ts'
import { watchEndpoints } from '#domain/webhooks/watch-endpoints.ts'
import { pool } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { closeFetch, closeLane } from '#lib/guarded-fetch.ts'
import { log } from '#lib/log.ts'
import { stopNudges } from '#lib/nudges.ts'
import { onShutdown } from '#lib/shutdown.ts'
import { createCopier } from './copies.ts'
import { createDeliverer } from './deliver.ts'
import { startHealth } from './health.ts'
import { keepTables, sweepAll } from './keep-house.ts'
import { createLinks } from './links.ts'
import { type Loop, runLoop } from './loop.ts'
import { createLoopTester } from './loop-tests.ts'
import { createMailer } from './mail.ts'
import { createSender } from './send.ts'
import { SETTINGS } from './settings.ts'

const MAIL_LAST_WORDS_MS = 3_000

await ensureSandboxLink()

const links = createLinks(() => inbox.ring())
const sender = createSender(randomUUID(), links.all)
const deliverer = createDeliverer(() => deliveries.ring())
const copier = createCopier()

const inbox = runLoop({
  name: 'inbox',
  idleMs: 100,
  work: async () => {
    const worked = await workInbox(SETTINGS.inboxBatch)
    if (worked > 0) deliveries.ring()
    return worked === SETTINGS.inboxBatch
  },
})
const deliveries = runLoop({ name: 'deliveries', idleMs: 250, nudge: 'work', work: deliverer.round })
const copies = runLoop({ name: 'copies', idleMs: 500, work: copier.round })
const sends = runLoop({ name: 'sends', idleMs: 250, nudge: 'work', work: sender.round })
const relay = runLoop({ name: 'relay', idleMs: 50, work: async () => (await relayOutbox()) > 0 })
// Nobody watches these sums by the second, and many facts at once add to the same rows.
const insights = runLoop({ name: 'insights', idleMs: 2_000, work: relaySomeInsights })
// Each follows the outbox by itself: one that is slow keeps no other back. Few facts wait for more, since a commit costs the same for
// one as for thousands, and the live feed stays below the oldest that is under way.
const { factsAtOnce } = SETTINGS
const texts = runLoop({ name: 'texts', idleMs: 250, work: async () => (await relayTexts(factsAtOnce)) === factsAtOnce })
const totals = runLoop({
  name: 'totals',
  idleMs: 250,
  work: async () => (await relayTotals(factsAtOnce)) === factsAtOnce,
})
const reconcile = runLoop({ name: 'links', idleMs: 2_000, work: links.reconcile })
const confirmations = runLoop({ name: 'confirmations', idleMs: 500, work: links.confirm })
const sweeps = runLoop({ name: 'sweeps', idleMs: 1_000, work: sweepAll })
const graces = runLoop({
  name: 'graces',
  idleMs: 15_000,
  work: async () => {
    await warnOfGraceEnds()
    return false
  },
})
const charges = runLoop({
  name: 'charges',
  idleMs: 15_000,
  work: async () => {
    await chargeNumbers()
    return (await returnNumbers()) > 0
  },
})
const moneyLetters = runLoop({ name: 'money letters', idleMs: 500, work: runLowBalanceLetters })
const recharges = runLoop({ name: 'recharges', idleMs: 500, work: runRecharges })
const fuses = runLoop({ name: 'fuses', idleMs: 1_000, work: runFuses })
const spendLetters = runLoop({ name: 'spend letters', idleMs: 1_000, work: tellSpend })
const pendingPayments = runLoop({ name: 'pending payments', idleMs: 60_000, work: askPending })
const loopTests = runLoop({ name: 'loop tests', idleMs: 10_000, work: createLoopTester(links.all) })
const jobs = runLoop({
  name: 'number jobs',
  idleMs: 1_000,
  work: () => runNumberJobs({ batch: SETTINGS.numbersPerRound, leaseMs: SETTINGS.jobLeaseMs }),
})
const offers = runLoop({ name: 'offers', idleMs: 60_000, work: expireQuotes })
const checks = runLoop({ name: 'ledger checks', idleMs: 60_000, work: checkBooks })
const noMoreLong = new AbortController()
// Months of millions, however many, do not keep a small month waiting.
const billChecks = Object.entries({ small: SMALL_MONTH, all: null }).map(([size, most]) =>
  runLoop({ name: `bill checks ${size}`, idleMs: 500, work: () => runBillCheck(noMoreLong.signal, most) }),
)
const exports = Array.from({ length: SETTINGS.exportsAtOnce }, (_, nth) =>
  runLoop({ name: `exports ${nth + 1}`, idleMs: 1_000, work: () => runExport(noMoreLong.signal) }),
)
const exportSchedules = runLoop({ name: 'export schedules', idleMs: 15_000, work: runSchedules })
const exportSweeps = runLoop({ name: 'export sweeps', idleMs: 60_000, work: () => sweepExports() })
const watches = runLoop({ name: 'endpoints', idleMs: 15_000, work: watchEndpoints })
const replays = runLoop({ name: 'replays', idleMs: 250, work: runReplays })
const tables = runLoop({ name: 'tables', idleMs: 600_000, work: keepTables })
// Without a mail server the mails stay where they are: in the mailbox of this system.
const mailer = env.mail.smtpUrl ? createMailer(env.mail.smtpUrl, env.mail.from) : null
const mails: Loop | null = mailer && runLoop({ name: 'mails', idleMs: 1_000, work: mailer.round })

const stopHealth = startHealth(env.worker.port, links.all)
if (env.webhooks.allowPrivateTargets)
  log.warn('web hooks may call private addresses (ALLOW_PRIVATE_WEBHOOKS): for local work only')
log.info({ port: env.worker.port }, 'the worker runs')

onShutdown('worker', async () => {
  noMoreLong.abort()
  await Promise.all([
    ...exports.map((one) => one.stop()),
    ...billChecks.map((one) => one.stop()),
    exportSchedules.stop(),
    exportSweeps.stop(),
    charges.stop(),
    checks.stop(),
    moneyLetters.stop(),
    recharges.stop(),
    fuses.stop(),
    spendLetters.stop(),
    pendingPayments.stop(),
    offers.stop(),
    loopTests.stop(),
    sends.stop(),
    sweeps.stop(),
    tables.stop(),
    graces.stop(),
    jobs.stop(),
    replays.stop(),
    watches.stop(),
    reconcile.stop(),
    confirmations.stop(),
  ])
  await sender.settled() // what is on the wire is answered and recorded
  await links.close()
  await inbox.stop()
  await Promise.all([deliveries.stop(), copies.stop()])
  await closeLane('copies') // nobody waits for a candidate
  await copier.settled()
  await deliverer.settled()
  await Promise.all([relay.stop(), insights.stop(), texts.stop(), totals.stop()])
  // A mail server may think for a minute; what it does not answer in time is sent again with the same Message-ID.
  await Promise.race([mails?.stop(), sleep(MAIL_LAST_WORDS_MS)])
  mailer?.close()
  await stopHealth()
  await closeFetch()
  await stopNudges()
  await pool.end()
})
