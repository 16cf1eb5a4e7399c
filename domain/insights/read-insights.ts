import { demand } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { Status } from '#domain/messages/status.ts'
import { tenantTransaction } from '#lib/db.ts'
import { SPAM_LIKE_CODES } from './error-advice.ts'
import { type Piece, piecesOf, type Span, spanOf, stepsOf, type When } from './insight-span.ts'
import { CHARACTERS, ERRORS, ERRORS_OF_NUMBERS, GROUPS, OPT_OUTS_OF_NUMBERS, ROWS_OF_ALL } from './insights.sql.ts'
import { addSums, NOTHING, type Sums, type SumsRow, toSums } from './sums.ts'

export type InsightStep = Sums & { from: Date; until: Date }
export type Group = Sums & { value: string; spamLike: number; optOuts: number }
export type Groups = { rows: Group[]; count: number }
export type Failure = { status: Status; code: string; messages: number }
export type Blamed = { character: string; messages: number; lostParts: number; lostNanos: bigint }

export type Insights = {
  span: Span
  total: Sums
  steps: InsightStep[]
  numbers: Groups
  carriers: Groups
  areas: Groups
  failures: Failure[]
  characters: Blamed[]
}

/** Of each dimension the busiest: a page, not a directory. */
const MOST_GROUPS = 25
const MOST_CODES = 50
const MOST_CHARACTERS = 12

/** What was sent and what became of it, from sums alone: what it costs depends on how many numbers and areas there are, not on messages. */
export async function readInsights(scope: Scope, when: When, zone: string): Promise<Insights> {
  demand(scope, 'messages.read')
  return tenantTransaction(scope.accountId, async (tx) => {
    const span = await spanOf(tx, when, zone)
    const { from, until, step } = span
    const any = values(scope, piecesOf(from, until))
    const fine = values(scope, piecesOf(from, until, step === 'week' ? ['hour', 'day'] : ['hour']))
    const groups = async (dimension: string) =>
      tx.query<SumsRow & { value: string; groups: bigint }>(GROUPS, [...any, dimension, MOST_GROUPS])
    const [rows, numbers, carriers, areas, failures, spamLike, optOuts, characters] = await Promise.all([
      tx.query<SumsRow & { at: Date }>(ROWS_OF_ALL, fine),
      groups('number'),
      groups('carrier'),
      groups('area'),
      tx.query<{ status: Status; code: string; messages: bigint }>(ERRORS, [...any, MOST_CODES]),
      tx.query<CountOfNumber>(ERRORS_OF_NUMBERS, [...any, SPAM_LIKE_CODES]),
      tx.query<CountOfNumber>(OPT_OUTS_OF_NUMBERS, any),
      tx.query<{ character: string; messages: bigint; lost_parts: bigint; lost_nanos: bigint }>(CHARACTERS, [
        ...any,
        MOST_CHARACTERS,
      ]),
    ])
    const steps = intoSteps(rows, span, zone)
    const of = (counts: readonly CountOfNumber[], number: string) =>
      Number(counts.find((one) => one.number === number)?.messages ?? 0)
    const toGroups = (found: readonly (SumsRow & { value: string; groups: bigint })[]): Groups => ({
      rows: found.map((row) => ({
        ...toSums(row),
        value: row.value,
        spamLike: of(spamLike, row.value),
        optOuts: of(optOuts, row.value),
      })),
      count: Number(found[0]?.groups ?? 0),
    })
    return {
      span,
      total: steps.reduce<Sums>(addSums, NOTHING),
      steps,
      numbers: toGroups(numbers),
      carriers: toGroups(carriers),
      areas: toGroups(areas),
      failures: failures.map((row) => ({ ...row, messages: Number(row.messages) })),
      characters: characters.map((row) => ({
        character: row.character,
        messages: Number(row.messages),
        lostParts: Number(row.lost_parts),
        lostNanos: row.lost_nanos,
      })),
    }
  })
}

type CountOfNumber = { number: string; messages: bigint }

function values(scope: Scope, pieces: readonly Piece[]): unknown[] {
  return [
    scope.accountId,
    pieces.map((one) => one.level),
    pieces.map((one) => one.from),
    pieces.map((one) => one.until),
  ]
}

/** Both are in the order of time. */
function intoSteps(rows: readonly (SumsRow & { at: Date })[], span: Span, zone: string): InsightStep[] {
  let next = 0
  return stepsOf(span, zone).map(({ from, until }) => {
    let sums = NOTHING
    for (let row = rows[next]; row && row.at < until; row = rows[++next]) sums = addSums(sums, toSums(row))
    return { ...sums, from, until }
  })
}
