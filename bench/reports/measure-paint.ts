/** P5 of quality.md: from the commit of a status change to the painted row, in a real browser. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import pg from 'pg'
import { toMessageRef } from '#lib/ids.ts'
import { CHROMIUM_FLAGS, findChromium } from '#tests/support/find-chromium.ts'
import { type Paint, watchPaints } from '#tests/support/watch-paints.ts'
import type { Plan } from '../load/plan.ts'
import { type Load, startLoad } from '../load/start-load.ts'
import type { Report } from '../report/report.ts'
import { quantile } from '../report/statistics.ts'
import { playRounds, SECONDS } from '../rounds.ts'
import type { Cluster } from '../stage/cluster.ts'
import type { Sender } from '../stage/fixtures.ts'
import { openStage, type Stage } from '../stage/stage.ts'
import { createViewers } from './viewers.ts'

const CHANGES = 20
const FRAME_MS = 1_000 / 60
const PER_SECOND = 200
const PAINTED_WITHIN_MS = 10_000

type Late = { p50: number; p95: number; ratio: number }

/** P5, on a quiet account and on one that sends 200 messages a second. */
export async function measurePaint(cluster: Cluster): Promise<Report> {
  const stage = await openStage(cluster, { name: 'paint', accounts: 2, parts: ['api', 'worker', 'sandbox', 'portal'] })
  const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
  const load = startLoad()
  try {
    const notifyMs = await measureNotify(stage)
    const watch = async (sender: Sender | undefined, change: (page: Page, sender: Sender) => Promise<number[]>) => {
      if (!sender) throw new Error('there is no account')
      await load.run(planOf(stage, sender, 60, 0.5))
      await stage.settled()
      const page = await openLog(stage, browser, sender.accountId)
      const late = await change(page, sender)
      await page.context().close()
      const p50 = quantile(late, 0.5)
      return { p50, p95: quantile(late, 0.95), ratio: p50 / (notifyMs + FRAME_MS) } satisfies Late
    }
    const [quiet, busy] = stage.senders
    const arms = await playRounds('live P5', {
      quiet: () => watch(quiet, (page, { accountId }) => changeOneByOne(stage, page, accountId)),
      busy: () => watch(busy, (page, sender) => changeInTraffic(stage, page, sender, load)),
    })
    return {
      name: 'p5',
      title: 'P5: commit of a status change → painted row',
      rows: [
        {
          what: 'P5 p50 ÷ (NOTIFY round trip + a frame)',
          unit: '',
          values: arms.quiet.map((one) => one.ratio),
          most: 6,
          aim: 2,
        },
        { what: `  the same at ${PER_SECOND} messages/s`, unit: '', values: arms.busy.map((one) => one.ratio) },
        { what: 'quiet, p50', unit: 'ms', values: arms.quiet.map((one) => one.p50) },
        { what: '  p95', unit: 'ms', values: arms.quiet.map((one) => one.p95) },
        { what: `${PER_SECOND} messages/s, p50`, unit: 'ms', values: arms.busy.map((one) => one.p50) },
        { what: '  p95', unit: 'ms', values: arms.busy.map((one) => one.p95) },
        { what: 'NOTIFY round trip', unit: 'ms', values: [notifyMs] },
      ],
      counted: {},
      notes: [
        `${CHANGES} changes a round, each when the one before is painted; a frame is 1/60 s. In traffic from just before the commit of the receipt, for the rows that were painted.`,
      ],
    }
  } finally {
    load.stop()
    await browser.close()
    await stage.stop()
  }
}

async function measureNotify({ databaseUrl, owner }: Stage): Promise<number> {
  const listener = new pg.Client({ connectionString: databaseUrl })
  await listener.connect()
  await listener.query('listen bench')
  const tookMs: number[] = []
  for (let nth = 0; nth < 200; nth += 1) {
    const heard = new Promise((resolve) => listener.once('notification', resolve))
    const from = performance.now()
    await Promise.all([heard, owner.query('notify bench')])
    tookMs.push(performance.now() - from)
  }
  await listener.end()
  return quantile(tookMs, 0.5)
}

async function openLog(stage: Stage, browser: Browser, accountId: string): Promise<Page> {
  const [cookie = ''] = await createViewers(stage.owner, [accountId])
  const [name = '', value = ''] = cookie.split('=')
  const url = `http://localhost:${stage.portalPort}`
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url }])
  const page = await context.newPage()
  await page.goto(`${url}/messages`)
  await page
    .getByRole('status')
    .filter({ hasText: /^Live$/ })
    .first()
    .waitFor()
  await page.evaluate(watchPaints)
  return page
}

const readPaints = (page: Page) => page.evaluate(() => Reflect.get(window, 'paints') as Paint[])

/** Messages that were sent before change, one when the one before is painted. */
async function changeOneByOne(stage: Stage, page: Page, accountId: string): Promise<number[]> {
  const { rows } = await stage.owner.query<{ id: string }>(
    'select id from messages where account_id = $1 order by id desc limit $2',
    [accountId, CHANGES],
  )
  const lateMs: number[] = []
  for (const { id } of rows) {
    const ref = toMessageRef(id)
    const painted = (await readPaints(page)).length
    await stage.owner.query('begin')
    await stage.owner.query(
      `update messages set rev = rev + 1, status = case status when 'delivered' then 'undelivered' else 'delivered' end
       where account_id = $1 and id = $2`,
      [accountId, id],
    )
    await stage.owner.query(
      "insert into outbox (account_id, message_id, kind, at) values ($1, $2, 'message.changed', now())",
      [accountId, id],
    )
    await stage.owner.query('commit')
    const committedAt = Date.now()
    const find = async () => (await readPaints(page)).slice(painted).find((one) => one.id === ref)
    let paint = await find()
    for (; !paint && Date.now() - committedAt < PAINTED_WITHIN_MS; paint = await find()) await sleep(20)
    if (!paint) throw new Error(`a change was not painted within ${PAINTED_WITHIN_MS} ms`)
    lateMs.push(paint.at - committedAt)
    // Not in step with the looks of the relay.
    await sleep(150 + Math.random() * 100)
  }
  return lateMs
}

/** From just before the commit of a receipt to its painted row, for what was painted. */
async function changeInTraffic(stage: Stage, page: Page, sender: Sender, load: Load): Promise<number[]> {
  const result = await load.run(planOf(stage, sender, PER_SECOND, SECONDS))
  if (Object.keys(result.refused).length > 0) throw new Error(`refused: ${JSON.stringify(result.refused)}`)
  await stage.settled()
  await sleep(1_000)
  const { rows } = await stage.owner.query<{ id: string; final_at: Date }>(
    'select id, final_at from messages where account_id = $1 and final_at is not null',
    [sender.accountId],
  )
  const endedAt = new Map(rows.map((row) => [toMessageRef(row.id), row.final_at.getTime()]))
  return (await readPaints(page)).flatMap(({ id, text, at }) => {
    const from = endedAt.get(id)
    return from && text.includes('Delivered') && at >= from ? [at - from] : []
  })
}

function planOf(stage: Stage, sender: Sender, perSecond: number, seconds: number): Plan {
  return {
    port: stage.apiPort,
    clients: 16,
    seconds,
    senders: [sender],
    to: '12065550107',
    isIdempotent: true,
    shape: { kind: 'open', perSecond },
    witness: null,
  }
}
