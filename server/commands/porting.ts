/** `npm run porting`: what the losing carrier answers, brought in by an operator. What is done stands in timeline and audit log. */
import { parseArgs } from 'node:util'
import type { Scope } from '#domain/access/scope.ts'
import { systemScope } from '#domain/access/system-scope.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { confirmMessaging } from '#domain/porting/activate-messaging.ts'
import { cancelPort } from '#domain/porting/cancel-port.ts'
import { commentPort } from '#domain/porting/comment-port.ts'
import { EXCEPTION_REASONS, EXCEPTIONS, isExceptionReason } from '#domain/porting/exceptions.ts'
import { findAccountOfOrder, findOrders } from '#domain/porting/find-account-of-order.ts'
import { confirmFoc, portVoice, rejectPort } from '#domain/porting/operate-port.ts'
import { readPin } from '#domain/porting/read-pin.ts'
import { type PortDetail, readPort } from '#domain/porting/read-port.ts'
import { STATUSES } from '#domain/porting/status.ts'
import { submitPort } from '#domain/porting/submit-port.ts'
import { chooseCommand, runCommand } from './run-command.ts'

const USAGE = `npm run porting -- list      [--status ${STATUSES.join('|')}]
  npm run porting -- show      --order 50404 [--pin]
  npm run porting -- submit    --order 50404
  npm run porting -- accept    --order 50404 --foc 2026-12-04
  npm run porting -- reject    --order 50404 --reason wrong_pin [--note "…"]
  npm run porting -- voice     --order 50404
  npm run porting -- messaging --order 50404 [--number +12065550142]
  npm run porting -- comment   --order 50404 --text "…"
  npm run porting -- cancel    --order 50404 [--note "…"]

  Reasons: ${EXCEPTION_REASONS.join(', ')}.
  accept takes a later date, too. voice puts the numbers on the account, from the day of --foc on. messaging says that text
  works, where no loop test can. show --pin prints the PIN; the account's audit log says that it was read.`

type Options = ReturnType<typeof readOptions>['values']
type Order = { scope: Scope; id: string }

const COMMANDS: Record<string, (options: Options) => Promise<string>> = {
  list: async ({ status }) => {
    const known = STATUSES.find((one) => one === status) ?? null
    if (status && !known) throw new Error(`There is no status ${status}. There are: ${STATUSES.join(', ')}.`)
    const orders = await findOrders(known)
    const lines = await Promise.all(
      orders.map(async ({ accountId, id }) => line(await readPort(scopeOf(accountId), id))),
    )
    return lines.length > 0 ? lines.join('\n') : 'There are no such port orders.'
  },
  show: (options) =>
    withOrder(options, async ({ scope, id }) => {
      const pin = options.pin ? await readPin(scope, id) : undefined
      return page(await readPort(scope, id), pin)
    }),
  submit: (options) => withOrder(options, async ({ scope, id }) => told(scope, id, submitPort(scope, { id }))),
  accept: (options) =>
    withOrder(options, async ({ scope, id }) => {
      if (!options.foc) throw new Error('On which day? Say --foc with a date such as 2026-12-04.')
      return told(scope, id, confirmFoc(scope, { id, focDate: options.foc }))
    }),
  reject: (options) =>
    withOrder(options, async ({ scope, id }) => {
      const { reason = '', note = null } = options
      if (!isExceptionReason(reason)) throw new Error(`Why? Say --reason with one of: ${EXCEPTION_REASONS.join(', ')}.`)
      if (reason === 'other' && !note) throw new Error('The reason “other” needs a --note: nobody could put it right.')
      return told(scope, id, rejectPort(scope, { id, reason, note }))
    }),
  voice: (options) => withOrder(options, async ({ scope, id }) => told(scope, id, portVoice(scope, { id }))),
  messaging: (options) =>
    withOrder(options, async ({ scope, id }) =>
      told(scope, id, confirmMessaging(scope, { id, e164: options.number ?? null })),
    ),
  comment: (options) =>
    withOrder(options, async ({ scope, id }) => told(scope, id, commentPort(scope, { id, text: options.text ?? '' }))),
  cancel: (options) =>
    withOrder(options, async ({ scope, id }) => told(scope, id, cancelPort(scope, { id, note: options.note ?? null }))),
}

await runCommand(USAGE, () => {
  const { values, positionals } = readOptions()
  return chooseCommand(COMMANDS, positionals.length === 1 ? positionals[0] : '')(values)
})

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      order: { type: 'string' },
      status: { type: 'string' },
      foc: { type: 'string' },
      reason: { type: 'string' },
      note: { type: 'string' },
      text: { type: 'string' },
      number: { type: 'string' },
      pin: { type: 'boolean' },
    },
  })
}

function scopeOf(accountId: string): Scope {
  return systemScope(accountId, 'operator', 'command line')
}

async function withOrder({ order: id = '' }: Options, work: (order: Order) => Promise<string>): Promise<string> {
  if (id === '') throw new Error('Which order? Say --order with its number.')
  const accountId = await findAccountOfOrder(id)
  if (!accountId) throw new Error(`There is no port order ${id}.`)
  return work({ scope: scopeOf(accountId), id })
}

async function told(scope: Scope, id: string, work: Promise<void>): Promise<string> {
  await work
  return line(await readPort(scope, id))
}

function line({ id, status, kind, losingCarrier, numbers, exceptionReason, focDate }: PortDetail): string {
  const why = exceptionReason ? ` (${exceptionReason})` : focDate ? ` (${focDate})` : ''
  const [first] = numbers
  const more = numbers.length > 1 ? ` +${numbers.length - 1}` : ''
  return `${id}  ${status}${why}  ${kind}  ${first ? formatNumber(first.e164) : 'no numbers'}${more}  ${losingCarrier}`
}

function page(order: PortDetail, pin: string | null | undefined): string {
  const { street, city, region, postalCode, country, numbers, documents, events, missing, exceptionReason } = order
  return [
    line(order),
    ...(exceptionReason ? [`Exception          ${EXCEPTIONS[exceptionReason].word}`] : []),
    ...(order.status === 'documents' || order.status === 'draft'
      ? [`Needs              ${missing.join('; ') || 'submitting'}`]
      : []),
    `Account number     ${order.accountNumber ?? 'not given'}`,
    `PIN                ${pin === undefined ? (order.hasPin ? 'set' : 'none') : (pin ?? 'none')}`,
    `Name               ${order.businessName ?? 'not given'}`,
    `Authorised person  ${order.authorisedPerson ?? 'not given'}`,
    `Service address    ${[street, city, region, postalCode, country].filter(Boolean).join(', ') || 'not given'}`,
    `Letter             ${order.loaSignedBy ? `signed by ${order.loaSignedBy}, ${order.loaSignedAt?.toISOString()}` : 'not signed by name'}`,
    ...documents.map(({ kind, name, sizeBytes }) => `Document           ${kind}: ${name}, ${sizeBytes} bytes`),
    ...numbers.map(
      ({ e164, voice, messaging, messagingFrom }) =>
        `${e164}       voice ${voice}, messaging ${messaging}${messagingFrom ? `, from ${messagingFrom.toISOString()}` : ''}`,
    ),
    ...events
      .toReversed()
      .map(
        ({ at, kind, to, actorName, note }) =>
          `${at.toISOString().slice(0, 16)}Z  ${to ?? kind}, ${actorName}${note ? `: ${plain(note)}` : ''}`,
      ),
  ].join('\n')
}

/** What somebody wrote, in one line and without what a terminal would obey: it must not look like a line of ours. */
function plain(text: string): string {
  return text.replace(/\n/g, ' ⏎ ').replace(/\p{C}/gu, '')
}
