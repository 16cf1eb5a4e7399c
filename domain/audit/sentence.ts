/**
 * One table, however long: what each row of the audit log says in plain words, after the name of who did it (“rotated the key …”). A
 * test reads the source and fails when something is written to the log that has no sentence here.
 */
import { ROLE_WORDS } from '#domain/access/role-words.ts'
import { ROLES } from '#domain/access/scope.ts'
import { formatNanos } from '#domain/ledger/money.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { SCHEDULE_WORDS, type Schedule } from '#domain/webhooks/schedule.ts'
import { SECOND_MS } from '#lib/time.ts'
import type { Change, WriteMoment } from './audit-rows.ts'
import { fieldWord } from './field-words.ts'

type Say = (change: Change, moment: WriteMoment) => string
/** `word` names the event where nobody is named: in filters. */
type Event = { word: string; say: Say }

export const EVENTS: Record<string, Event> = {
  'account.created': { word: 'Account created', say: (it) => `opened the account${named(it)}` },
  'account.changed': { word: 'Account changed', say: (it) => `changed ${changedFields(it)} of the account` },
  'sign_in_rules.changed': { word: 'Sign-in rules changed', say: signInRules },

  'key.created': { word: 'Key created', say: (it) => `made ${kindOfKey(it)} ${key(it)}${secretOf(it)}` },
  'key.changed': { word: 'Key changed', say: (it) => `changed ${changedFields(it)} of the key ${key(it)}` },
  'key.rotated': { word: 'Key rotated', say: rotated },
  'key.grace_extended': {
    word: 'Rotation extended',
    say: (it, moment) => `let the old secret of the key ${key(it)} work until ${until(it, moment)}`,
  },
  'key.grace_ended': { word: 'Rotation ended', say: (it) => `ended the old secret of the key ${key(it)}` },
  'key.quiet_time_set': {
    word: 'Quiet time of a rotation set',
    say: (it) => `set the key ${key(it)} to count as switched after ${after(it, 'quiet_minutes')} quiet minutes`,
  },
  'key.revoked': { word: 'Key revoked', say: (it) => `revoked the key ${key(it)}` },

  'request_url.set': { word: 'Request URL set', say: (it) => `set the ${requestUrl(it)} to ${after(it, 'url')}` },
  'request_url.removed': { word: 'Request URL removed', say: (it) => `removed the ${requestUrl(it)}` },
  'request_url.rolled_back': {
    word: 'Request URL rolled back',
    say: (it) =>
      it.after ? `set the ${requestUrl(it)} back to ${after(it, 'url')}` : `took the ${requestUrl(it)} back to none`,
  },
  'url_shadow.started': {
    word: 'Copies to a candidate started',
    say: (it) => `let ${after(it, 'url')} have copies of what goes to the ${requestUrl(it)}`,
  },
  'url_shadow.stopped': {
    word: 'Copies to a candidate stopped',
    say: (it) => `stopped the copies of what goes to the ${requestUrl(it)}`,
  },
  'signing_secret.shown': {
    word: 'Signing secret shown',
    say: (it) => `looked at the ${signing(it)}, ${after(it, 'secret')}`,
  },
  'signing_secret.rotated': {
    word: 'Signing secret rotated',
    say: (it, moment) => `rotated the ${signing(it)}${secretOf(it)}; ${overlap(it, moment)}`,
  },
  'signing_secret.overlap_ended': {
    word: 'Overlap of signing secrets ended',
    say: (it) => `ended the overlap of the ${signing(it)}: only the newest signs`,
  },
  'signing_secret.given': {
    word: 'Own signing secret given',
    say: (it, moment) => `made a ${signing(it)}${secretOf(it)}; ${overlap(it, moment)}`,
  },
  'signing_secret.dropped': {
    word: 'Own signing secret dropped',
    say: (it, moment) => `dropped the ${signing(it)}; ${overlap(it, moment)}`,
  },
  'endpoint.enabled': {
    word: 'Endpoint enabled',
    say: (it) =>
      it.before?.state === 'disabled'
        ? `enabled the endpoint ${it.object}`
        : `let the endpoint ${it.object} be tried at once`,
  },
  'endpoint.disabled': { word: 'Endpoint disabled', say: endpointDisabled },
  'endpoint.limited': { word: 'Limits of an endpoint set', say: endpointLimited },
  'webhook_schedule.set': {
    word: 'Schedule of web hooks set',
    say: (it) =>
      `set web hooks to be tried ${SCHEDULE_WORDS[after(it, 'schedule') as Schedule] ?? after(it, 'schedule')}`,
  },
  'webhook_form.set': {
    word: 'Form of web hooks set',
    say: (it) => `set the bodies of web hooks to the form ${after(it, 'form')}`,
  },
  'opt_out.added': { word: 'Opt-out added', say: (it) => `opted out ${pair(it)}` },
  'opt_out.removed': {
    word: 'Opt-out removed',
    say: (it) => `lifted the opt-out of ${pair(it)}${reason(it)}`,
  },
  'opt_outs.imported': {
    word: 'Opt-outs imported',
    say: (it) => `imported ${after(it, 'added')} opt-outs from ${it.object}`,
  },
  'opt_out_settings.changed': {
    word: 'Opt-out settings changed',
    say: (it) => `changed ${changedFields(it)} of opt-outs`,
  },
  'opt_out_review.accepted': {
    word: 'Opt-out in plain words accepted',
    say: (it) => `took a message as the opt-out of ${pair(it)}`,
  },
  'opt_out_review.dismissed': {
    word: 'Opt-out in plain words dismissed',
    say: (it) => `took a message for no opt-out of ${pair(it)}`,
  },
  'view.shared': { word: 'View shared', say: (it) => `shared the ${view(it)} with everybody on the account` },
  'view.unshared': { word: 'View taken back', say: (it) => `took the ${view(it)} back from the account` },
  'view.changed': {
    word: 'Shared view changed',
    say: (it) => `changed ${changedFields(it)} of the shared ${view(it)}`,
  },
  'view.renamed': { word: 'Shared view renamed', say: (it) => `renamed a shared view${fromTo(it, 'name')}` },
  'view.deleted': { word: 'Shared view deleted', say: (it) => `deleted the shared ${view(it)}` },
  'export.asked': {
    word: 'Export asked for',
    say: (it) => `asked for an export of messages, ${after(it, 'format')}`,
  },
  'export.canceled': { word: 'Export canceled', say: () => 'canceled an export of messages' },
  'export.downloaded': {
    word: 'Messages exported',
    say: (it) => `downloaded ${after(it, 'rows')} rows of messages from the ${it.object}`,
  },
  'export_schedule.made': {
    word: 'Daily export made',
    say: (it) => `let messages be exported each day as “${after(it, 'name')}”`,
  },
  'export_schedule.paused': {
    word: 'Daily export paused',
    say: (it) => `paused the daily export “${after(it, 'name')}”`,
  },
  'export_schedule.resumed': {
    word: 'Daily export resumed',
    say: (it) => `resumed the daily export “${after(it, 'name')}”`,
  },
  'export_schedule.deleted': {
    word: 'Daily export deleted',
    say: (it) => `deleted the daily export “${after(it, 'name')}”`,
  },
  'event.resent': { word: 'Event sent again', say: (it) => `sent the ${it.object} to its server again` },
  'replay.started': {
    word: 'Replay started',
    say: (it) => `let ${after(it, 'events')} events be sent again, ${after(it, 'per_second')} a second`,
  },
  'replay.canceled': {
    word: 'Replay stopped',
    say: (it) => `stopped a replay after ${after(it, 'queued')} of ${after(it, 'events')} events`,
  },
  'number.added': { word: 'Number added', say: (it) => `added the number ${formatNumber(it.object)}` },
  'number.ported_in': { word: 'Number ported in', say: (it) => `brought in the number ${formatNumber(it.object)}` },

  'port_order.opened': { word: 'Port order opened', say: (it) => `opened the ${it.object}` },
  'port_order.changed': { word: 'Port order changed', say: (it) => `changed the details of the ${it.object}` },
  'port_order.signed': { word: 'Letter of authorization signed', say: (it) => `signed the letter of the ${it.object}` },
  'port_order.moved': { word: 'Port order moved on', say: portMoved },
  'port_order.commented': { word: 'Port order commented', say: (it) => `wrote a comment on the ${it.object}` },
  'port_order.pin_read': { word: 'PIN of a port order read', say: (it) => `read the PIN of the ${it.object}` },
  'port_document.stored': {
    word: 'Document stored',
    say: (it) => `stored the document “${after(it, 'name')}” with the ${it.object}`,
  },
  'port_number.activated': {
    word: 'Text works on a ported number',
    say: (it) => `enabled text on ${formatNumber(it.object)}: ${after(it, 'how')}`,
  },
  'port_number.overdue': {
    word: 'Text late on a ported number',
    say: (it) => `found no text on ${formatNumber(it.object)} five days after its voice`,
  },

  'number.bought': { word: 'Number bought', say: (it) => `bought the number ${formatNumber(it.object)}` },
  'number.released': { word: 'Number released', say: (it) => `released the number ${formatNumber(it.object)}` },
  'number.taken_back': { word: 'Number taken back', say: (it) => `took the number ${formatNumber(it.object)} back` },
  'number.returned': {
    word: 'Number left the account',
    say: (it) => `took the number ${formatNumber(it.object)} off the account after its week`,
  },
  'number.suspended': {
    word: 'Number suspended',
    say: (it) => `suspended the number ${formatNumber(it.object)}: its month is not paid`,
  },
  'number.enabled_again': {
    word: 'Number enabled again',
    say: (it) => `enabled the number ${formatNumber(it.object)} again: its months are paid`,
  },
  'number.changed': {
    word: 'Number changed',
    say: (it) => `changed ${changedFields(it)} of the number ${formatNumber(it.object)}`,
  },

  'number.registration_changed': {
    word: 'Registration changed',
    say: (it) => `set the registration of the number ${formatNumber(it.object)} to ${after(it, 'registration')}`,
  },
  'number_job.started': { word: 'Change of many numbers started', say: jobStarted },
  'number_job.canceled': {
    word: 'Change of many numbers stopped',
    say: (it) => `stopped a change of ${after(it, 'numbers')} numbers after ${after(it, 'worked')}`,
  },

  'balance.credited': { word: 'Balance credited', say: (it) => `credited ${amount(it)}${reason(it)}` },
  'balance.adjusted': { word: 'Balance adjusted', say: (it) => `adjusted the balance by ${amount(it)}${reason(it)}` },
  'balance.reversed': {
    word: 'Entry reversed',
    say: (it) =>
      `${after(it, 'kind') === 'debit' ? 'took' : 'gave'} ${amount(it)} back, of the ${after(it, 'of')}${reason(it)}`,
  },
  'payment.started': { word: 'Payment begun', say: (it) => `began a payment of ${amount(it)} by card` },
  'payment.credited': {
    word: 'Payment credited',
    say: (it) => `credited a payment of ${amount(it)} by ${after(it, 'method')}`,
  },
  'payment.reversed': { word: 'Payment taken back', say: (it) => `took ${amount(it)} of a payment back${owed(it)}` },
  'payment.returned': { word: 'Payment given back', say: (it) => `gave ${amount(it)} of a payment back` },
  'card.added': { word: 'Card saved', say: (it) => `saved the card ${after(it, 'card')}` },
  'card.chosen': { word: 'Card chosen', say: (it) => `chose ${after(it, 'card')} for auto-recharge` },
  'card.removed': { word: 'Card removed', say: (it) => `removed the card ${it.before?.card ?? ''}` },
  'auto_recharge.changed': {
    word: 'Auto-recharge changed',
    say: (it) => (it.after?.on === true ? 'set auto-recharge, which is on' : 'set auto-recharge, which is off'),
  },
  'auto_recharge.stopped': { word: 'Auto-recharge turned off', say: (it) => `turned auto-recharge off${reason(it)}` },
  'balance_alerts.changed': { word: 'Balance alerts changed', say: () => 'changed when low balances are told' },
  'spend_limit.set': {
    word: 'Spend limit set',
    say: (it) =>
      `set the spend limit “${it.object}”: ${after(it, 'limit')} a ${after(it, 'period')} for ${after(it, 'of')}`,
  },
  'spend_limit.changed': {
    word: 'Spend limit changed',
    say: (it) => `changed ${changedFields(it)} of the spend limit “${it.object}”`,
  },
  'spend_limit.removed': { word: 'Spend limit removed', say: (it) => `removed the spend limit “${it.object}”` },
  'fuse.changed': {
    word: 'Velocity fuse changed',
    say: (it) => (it.after?.on === true ? 'set the velocity fuse, which is on' : 'set the velocity fuse, which is off'),
  },
  'fuse.resumed': { word: 'Destination resumed', say: (it) => `resumed sending to ${it.object}` },
  'quote.asked': {
    word: 'Volume prices asked for',
    say: (it) => `asked for prices at ${parts(it, 'monthly_parts')} a month`,
  },
  'quote.offered': {
    word: 'Volume prices offered',
    say: (it, moment) => `offered volume prices, valid until ${moment(after(it, 'valid_until'))}`,
  },
  'quote.accepted': {
    word: 'Volume prices accepted',
    say: (it, moment) => `accepted volume prices, in force from ${moment(after(it, 'effective_from'))}`,
  },
  'quote.declined': { word: 'Volume prices declined', say: () => 'declined the volume prices that were offered' },
  'quote.withdrawn': {
    word: 'Quote withdrawn',
    say: (it) =>
      it.before?.state === 'offered' ? 'took the offered volume prices back' : 'took a question for volume prices back',
  },
  'quote.expired': { word: 'Volume prices ran out', say: () => 'let the offered volume prices run out' },
  'test_money.refilled': { word: 'Test money refilled', say: () => 'filled up the test money' },

  'member.invited': { word: 'Person invited', say: (it) => `invited ${person(it)}${as(it)}` },
  'member.joined': { word: 'Person joined', say: (it) => `joined the account${as(it)}` },
  'member.role_changed': { word: 'Role changed', say: roleChanged },
  'member.removed': { word: 'Person removed', say: (it) => `removed ${person(it)} from the account` },
  'member.left': { word: 'Person left', say: () => 'left the account' },
  'invitation.revoked': { word: 'Invitation withdrawn', say: (it) => `withdrew the invitation of ${person(it)}` },
  'invitation.sent_again': { word: 'Invitation sent again', say: (it) => `sent the invitation of ${person(it)} again` },

  'person.password_changed': { word: 'Password changed', say: () => 'changed their password' },
  'person.password_reset': { word: 'Password reset', say: () => 'set a new password through a mailed link' },
  'person.password_set': { word: 'Password set', say: () => 'set a password' },
  'person.renamed': { word: 'Person renamed', say: (it) => `changed their name${fromTo(it, 'name')}` },
  'session.ended': {
    word: 'Sessions ended',
    say: ({ after }) =>
      typeof after?.sessions === 'number' && after.sessions > 1
        ? `ended ${after.sessions} sessions of theirs`
        : 'ended a session of theirs',
  },
  'totp.added': { word: 'Authenticator added', say: () => 'added an authenticator app as second factor' },
  'totp.removed': { word: 'Authenticator removed', say: () => 'removed their authenticator app' },
  'recovery_codes.renewed': {
    word: 'Recovery codes renewed',
    say: () => 'made new recovery codes; the old ones ended',
  },
  'recovery_code.used': { word: 'Recovery code used', say: () => 'signed in with a recovery code' },
  'passkey.added': { word: 'Passkey added', say: (it) => `added a passkey${named(it)}` },
  'passkey.renamed': { word: 'Passkey renamed', say: (it) => `renamed a passkey${fromTo(it, 'name')}` },
  'passkey.removed': { word: 'Passkey removed', say: (it) => `removed a passkey${named(it)}` },
  'identity.linked': {
    word: 'Single sign-on linked',
    say: () => 'signed in by the identity provider for the first time',
  },
}

/** What the first word of an action is about, as filters name it. */
const NOUNS: Record<string, string> = {
  key: 'API keys',
  request_url: 'Request URLs',
  signing_secret: 'Signing secret',
  endpoint: 'Endpoints of web hooks',
  webhook_schedule: 'Schedule of web hooks',
  webhook_form: 'Form of web hooks',
  url_shadow: 'Copies to candidates',
  opt_out: 'Opt-outs',
  opt_outs: 'Imports of opt-outs',
  opt_out_settings: 'Opt-out settings',
  opt_out_review: 'Opt-outs in plain words',
  view: 'Shared views',
  event: 'Events for servers',
  replay: 'Replays',
  number: 'Numbers',
  port_order: 'Port orders',
  port_document: 'Port documents',
  port_number: 'Ported numbers',
  number_job: 'Changes of many numbers',
  balance: 'Balance',
  balance_alerts: 'Balance alerts',
  payment: 'Payments',
  card: 'Saved cards',
  auto_recharge: 'Auto-recharge',
  spend_limit: 'Spend limits',
  fuse: 'Velocity fuse',
  quote: 'Volume prices',
  test_money: 'Test money',
  member: 'People',
  invitation: 'Invitations',
  person: 'Passwords and names',
  session: 'Sessions',
  totp: 'Authenticator apps',
  recovery_codes: 'Recovery codes',
  recovery_code: 'Recovery codes in use',
  passkey: 'Passkeys',
  account: 'Account',
  sign_in_rules: 'Sign-in rules',
}

export type EventGroup = { noun: string; word: string; events: { action: string; word: string }[] }

export function eventGroups(): EventGroup[] {
  const nouns = new Set(Object.keys(EVENTS).map(nounOf))
  return [...nouns].map((noun) => ({
    noun,
    word: eventWord(noun),
    events: Object.keys(EVENTS)
      .filter((action) => nounOf(action) === noun)
      .map((action) => ({ action, word: eventWord(action) })),
  }))
}

function nounOf(action: string): string {
  return action.replace(/\..*$/, '')
}

/** Never raw data: what has no sentence is said by its name. */
export function sentenceOf(change: Change, moment: WriteMoment): string {
  const event = Object.hasOwn(EVENTS, change.action) ? EVENTS[change.action] : undefined
  return event ? event.say(change, moment) : `did “${eventWord(change.action)}”, to ${change.object}`
}

/** Of an action, or of a noun alone. */
export function eventWord(action: string): string {
  const event = Object.hasOwn(EVENTS, action) ? EVENTS[action] : undefined
  return (
    event?.word ?? (Object.hasOwn(NOUNS, action) ? NOUNS[action] : undefined) ?? capital(action.replace(/[._]+/g, ' '))
  )
}

function portMoved(it: Change): string {
  const words: Record<string, string> = {
    documents: 'completed the details of',
    submitted: 'submitted',
    exception: `sent back, ${after(it, 'reason').replaceAll('_', ' ')},`,
    foc_confirmed: `set the date ${after(it, 'foc_date')} for`,
    voice_ported: 'moved the voice service of',
    done: 'finished',
    canceled: 'canceled',
  }
  return `${words[after(it, 'status')] ?? 'moved'} the ${it.object}`
}

function endpointDisabled(it: Change): string {
  const whys: Record<string, string> = { gone: ': it answered 410 (gone)', failing: ': it failed for five days' }
  return `disabled the endpoint ${it.object}${whys[after(it, 'disabled_why')] ?? ''}`
}

function endpointLimited(it: Change): string {
  const limits = [
    it.after?.max_at_once ? `${after(it, 'max_at_once')} at once` : '',
    it.after?.max_per_second ? `${after(it, 'max_per_second')} a second` : '',
  ].filter((limit) => limit !== '')
  return limits.length > 0
    ? `limited the endpoint ${it.object} to ${limits.join(' and ')}`
    : `took the limits off the endpoint ${it.object}`
}

/** `250000` → `250,000 parts`. */
function parts(it: Change, field: string): string {
  return `${after(it, field).replace(/\B(?=(\d{3})+$)/g, ',')} parts`
}

function rotated(it: Change, moment: WriteMoment): string {
  const old = text(it.after?.old_secret_until)
  const isOver = !old || new Date(old).getTime() - new Date(it.at).getTime() < SECOND_MS
  return `rotated the key ${key(it)}; the old secret ${isOver ? 'ended at once' : `works until ${moment(old)}`}`
}

/** The object is `signing secret`, or `signing secret of https://hooks.example.com/sms`. */
function signing({ object }: Change): string {
  return object === 'signing secret' ? 'signing secret of web hooks' : object
}

function overlap(it: Change, moment: WriteMoment): string {
  const old = text(it.after?.old_secret_until)
  return it.after?.overlap_hours === 0 || !old
    ? 'the old one ended at once'
    : `the old one signs beside it until ${moment(old)}`
}

/** Each number has a row of its own as well. */
function jobStarted(it: Change): string {
  return `started a change of ${after(it, 'numbers')} numbers (${after(it, 'from')})`
}

function signInRules(it: Change): string {
  const rules = Object.entries(it.after ?? {}).filter(([name, value]) => it.before?.[name] !== value)
  const told = rules.map(([name, value]) => `turned ${value === true ? 'on' : 'off'} ${fieldWord(name).toLowerCase()}`)
  return told.join(' and ') || 'changed the sign-in rules'
}

function roleChanged(it: Change): string {
  const [was, is] = [it.before?.role, it.after?.role]
  if (typeof was !== 'string' || typeof is !== 'string') return `changed the role of ${person(it)}`
  return `changed the role of ${person(it)} from ${role(was)} to ${role(is)}`
}

/** `Reminders (10000012)`, or the access key alone where nobody noted a name. */
function key(it: Change): string {
  const accessKey = it.object.replace(/^key /, '')
  const name = text(it.after?.name) ?? text(it.before?.name)
  return name ? `${name} (${accessKey})` : accessKey
}

function kindOfKey({ after }: Change): string {
  return after?.mode === 'test' ? 'the test key' : 'the key'
}

function secretOf({ after }: Change): string {
  const secret = text(after?.secret)
  return secret ? `, secret ${secret}` : ''
}

function until({ after }: Change, moment: WriteMoment): string {
  const at = text(after?.old_secret_until)
  return at ? moment(at) : 'another time'
}

const URLS: Record<string, string> = {
  sms_callback: 'SMS request URL',
  mms_callback: 'MMS request URL',
  sms_dlr_callback: 'delivery receipt URL',
  mms_dlr_callback: 'MMS delivery receipt URL',
  optout_callback: 'opt-out URL',
}

/** The object is `sms_callback`, or `sms_callback of +12065550142`. */
function requestUrl({ object }: Change): string {
  const [kind = '', e164] = object.split(' of ')
  return `${URLS[kind] ?? kind} of ${e164 ? formatNumber(e164) : 'the account'}`
}

/** The object is `+12065550107 from +12065550142`. */
function pair({ object }: Change): string {
  return object
    .split(' from ')
    .map((one) => formatNumber(one))
    .join(' from ')
}

/** The object is `view Failed today`. */
function view({ object }: Change): string {
  return `view “${object.replace(/^view /, '')}”`
}

function amount({ after }: Change): string {
  const nanos = text(after?.amountNanos)
  return nanos && /^-?\d+$/.test(nanos) ? formatNanos(nanos, 2) : 'an amount'
}

function owed({ after }: Change): string {
  const nanos = text(after?.owedNanos)
  return nanos && nanos !== '0' ? `; ${formatNanos(nanos, 2)} of it had been spent and is owed` : ''
}

function reason({ after }: Change): string {
  const why = text(after?.reason)
  return why ? `: ${why}` : ''
}

/** The object is a person's address, with or without a word before it. */
function person({ object, before, after }: Change): string {
  const name = text(after?.name) ?? text(before?.name)
  const address = object.replace(/^(member|person|invitation)( of)? /, '')
  return name && name !== address ? `${name} (${address})` : address
}

function as({ after }: Change): string {
  const is = text(after?.role)
  return is ? ` as ${role(is)}` : ''
}

function role(name: string): string {
  const known = ROLES.find((one) => one === name)
  return known ? ROLE_WORDS[known].word.toLowerCase() : name
}

function named({ before, after }: Change): string {
  const name = text(after?.name) ?? text(before?.name)
  return name ? `, “${name}”` : ''
}

function fromTo({ before, after }: Change, field: string): string {
  const [was, is] = [text(before?.[field]), text(after?.[field])]
  return was && is ? ` from “${was}” to “${is}”` : ''
}

/** `name and expiry`: what differs; all that was noted where nothing does. */
function changedFields({ before, after }: Change): string {
  const names = Object.keys({ ...before, ...after })
  const changed = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
  const words = (changed.length > 0 ? changed : names).map((name) => fieldWord(name).toLowerCase())
  if (words.length === 0) return 'the settings'
  return words.length === 1 ? `the ${words[0]}` : `the ${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function after(it: Change, field: string): string {
  const value = it.after?.[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'something'
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
