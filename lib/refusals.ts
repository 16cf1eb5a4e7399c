/**
 * One table, however long: every way the product says no, once: code → HTTP status → title and sentence. API, portal and docs read this table.
 * A sentence may hold `{name}` places; what fills them is shown to the customer, so never put a stranger's data there.
 * Titles and texts of the contract (contract.md section 2) are kept to the letter where it names them.
 */
type Entry = {
  status: number
  title?: string
  sentence: string
  /** The contract's own code, where it has one: shown by the API in the place of ours. */
  contractCode?: number
}

export const REFUSALS = {
  // the caller
  bad_credentials: { status: 401, title: 'Unauthorized', sentence: 'Authentication failed.' },
  not_allowed: { status: 403, title: 'Forbidden', sentence: 'Your role on this account does not allow this. {need}' },
  scope_missing: {
    status: 403,
    title: 'Forbidden',
    sentence:
      'This API key may not do this: it needs the scope {scopes}. A key’s scopes are set in the portal under API control.',
  },
  key_number_not_allowed: {
    status: 403,
    title: 'ActionNotAuthorizedError',
    sentence: 'This API key is limited to chosen numbers, and {number} is not one of them.',
  },
  test_key_routes_nothing: {
    status: 403,
    title: 'Forbidden',
    sentence:
      'A test key changes nothing that live messages use. Set request URLs with a live key or in the portal under API control.',
  },
  address_not_allowed: {
    status: 403,
    title: 'Forbidden',
    sentence:
      'This API key may not be used from {address}. Its allowed addresses are set in the portal under API control.',
  },
  slow_down: {
    status: 429,
    title: 'Too Many Requests',
    sentence: 'There were too many failed tries. Wait {wait}, then try again.',
  },
  other_account: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This page belongs to another account than the one that is open now, {name}. Nothing was changed. Open the page anew.',
  },
  quote_open: {
    status: 409,
    title: 'Conflict',
    sentence: 'A quote of this account is still open. Accept, decline or withdraw it first, then ask again.',
  },
  quote_over: {
    status: 409,
    title: 'Conflict',
    sentence: 'This quote {state}, so nothing was changed. Open Rates anew to see where it stands.',
  },
  last_owner: {
    status: 409,
    title: 'Conflict',
    sentence: 'An account keeps at least one owner. Make somebody else an owner first.',
  },
  owners_only: { status: 403, title: 'Forbidden', sentence: 'Only an owner can do this to or for an owner.' },
  scope_not_yours: {
    status: 403,
    title: 'Forbidden',
    sentence: 'Nobody can hand out what they may not do themselves: your role lacks {scopes}.',
  },
  key_expired: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This key expired on {date}, so there is nothing to hand over from. Give it a later expiry, or make a new key.',
  },
  key_revoked: { status: 409, title: 'Conflict', sentence: 'This key was revoked. That is final: make a new key.' },
  rotation_running: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This key is being rotated already: its old secret works until {until}. End that first, or rotate with the old secrets ending now.',
  },
  rotated_meanwhile: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This key has got another secret since this page was opened, so nothing was done. Open the page anew and look first.',
  },
  event_cannot_go_out: {
    status: 409,
    title: 'Conflict',
    sentence: 'This event cannot go out: {why}',
  },
  no_event_matches: {
    status: 409,
    title: 'Conflict',
    sentence: 'No event of the last 30 days matches, so there is nothing to send again.',
  },
  too_many_replays: {
    status: 409,
    title: 'Conflict',
    sentence: 'This account has {most} replays under way, which is the most. Stop one, or wait until one is done.',
  },
  replay_is_over: {
    status: 409,
    title: 'Conflict',
    sentence: 'This replay has ended already. Its page shows what became of it.',
  },
  too_many_exports: {
    status: 429,
    title: 'Too Many Requests',
    sentence:
      'This account has {running} exports under way and {waiting} waiting, which is the most. Wait until one is done, or cancel one.',
  },
  export_too_long: {
    status: 422,
    title: 'Unprocessable Content',
    sentence:
      'More than {most} messages match, which is the most for a download at once. Narrow the filter, or let it be made in the background.',
  },
  export_too_slow: {
    status: 422,
    title: 'Unprocessable Content',
    sentence: 'Finding these messages takes too long for a download at once. Let it be made in the background.',
  },
  export_is_over: {
    status: 409,
    title: 'Conflict',
    sentence: 'This export has ended already. Its page shows what became of it.',
  },
  export_not_ready: {
    status: 409,
    title: 'Conflict',
    sentence: 'This export has no file: it is not finished, or never was. Its page shows how far it is.',
  },
  export_expired: {
    status: 410,
    title: 'Gone',
    sentence: 'This file was kept for {days} days and is gone. Ask for the export again.',
  },
  exports_full: {
    status: 409,
    title: 'Conflict',
    sentence:
      'The exports that this account keeps have reached 2 GB together, which is the most. Narrow this one, or wait until older ones expire.',
  },
  too_many_export_schedules: {
    status: 409,
    title: 'Conflict',
    sentence: 'This account has {most} daily exports, which is the most. Delete one first.',
  },
  job_not_ready: {
    status: 409,
    title: 'Conflict',
    sentence: 'This job was started, finished or discarded already. Open its page to see what became of it.',
  },
  no_number_matches: {
    status: 409,
    title: 'Conflict',
    sentence: 'No number matches any more, so there is nothing to change.',
  },
  too_many_jobs: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This account has {most} changes that are neither done nor stopped. Stop some, or wait until they are done.',
  },
  too_many_numbers: {
    status: 409,
    title: 'Conflict',
    sentence: 'One job changes at most {limit} numbers. Narrow the filter, or split the file.',
  },
  file_unreadable: { status: 422, title: 'Unprocessable Entity', sentence: 'The file cannot be read. {why}' },
  no_rotation: { status: 409, title: 'Conflict', sentence: 'No old secret of this key works any more.' },
  link_used_up: {
    status: 410,
    title: 'Gone',
    sentence:
      'This link does not work any more: it was used, replaced by a newer one, or is too old. Ask for a new one.',
  },
  totp_exists: {
    status: 409,
    title: 'Conflict',
    sentence: 'You have an authenticator app already. Remove it first, then set up the new one.',
  },
  totp_trial_over: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This QR code is too old, or was replaced. Begin again, scan the new one, and delete the old entry in your app.',
  },
  passkey_refused: {
    status: 422,
    title: 'Unprocessable Entity',
    sentence: 'This passkey was not accepted: the request was too old, or the answer did not fit it. Try once more.',
  },
  too_many_passkeys: {
    status: 409,
    title: 'Conflict',
    sentence: 'You have {most} passkeys, which is the most. Remove one that you no longer use.',
  },
  last_way_in: {
    status: 409,
    title: 'Conflict',
    sentence: 'This is your only way in. Set a password or add another passkey first.',
  },
  rule_not_kept: {
    status: 409,
    title: 'Conflict',
    sentence: 'Your own sign-in does not keep this rule. {need}',
  },
  port_wrong_moment: {
    status: 409,
    title: 'Conflict',
    sentence: 'This port order does not take that now: it is “{status}”. Open it anew to see what it needs.',
  },
  port_number_taken: {
    status: 409,
    title: 'Conflict',
    sentence:
      'A number of this order cannot be ported in now: it is on Longcode already, or in another port. Check its numbers again.',
  },
  port_before_foc: {
    status: 409,
    title: 'Conflict',
    sentence: 'Its voice service moves on {date}, as the losing carrier confirmed, and not before.',
  },
  port_incomplete: { status: 409, title: 'Conflict', sentence: 'This port order is not complete: it needs {missing}.' },
  too_many_views: {
    status: 409,
    title: 'Conflict',
    sentence: '{most}, which is the most. Delete one that is no longer used, then try again.',
  },
  too_many_ports: {
    status: 409,
    title: 'Conflict',
    sentence: 'This account has {most} open port orders, which is the most. Finish or cancel some first.',
  },
  document_refused: { status: 422, title: 'Unprocessable Entity', sentence: '{why}' },
  documents_full: {
    status: 409,
    title: 'Conflict',
    sentence: 'The documents of this account fill its {most}. Ask the operator to make room.',
  },
  too_many_documents: {
    status: 409,
    title: 'Conflict',
    sentence: 'This port order has {most} documents, which is the most. Write a comment and we sort it out.',
  },
  not_found: { status: 404, sentence: 'Could not find that resource on your account.' },
  no_such_path: {
    status: 404,
    title: 'Not Found',
    sentence: 'There is nothing at this address. The messages API is at /v2.1/messages and /v2.2/messages.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method Not Allowed',
    sentence: 'The method is not allowed for the requested URL.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too Many Requests',
    sentence:
      'This account may make {limit} requests a second. Wait for the seconds that Retry-After names, then try again.',
  },
  too_many_live_of_person: {
    status: 429,
    title: 'Too Many Requests',
    sentence: 'Live is open in too many tabs here: 20 at a time. Close some; this one goes on by itself.',
  },
  too_many_live_of_account: {
    status: 429,
    title: 'Too Many Requests',
    sentence:
      'Live is open in too many places on this account: 200 at a time. This one goes on as soon as one is closed.',
  },
  live_range_past: {
    status: 409,
    title: 'Conflict',
    sentence: 'Live needs a range that reaches now. This one ended before: nothing new can come.',
  },
  too_many_waits: {
    status: 429,
    title: 'Too Many Requests',
    sentence:
      'This account has {most} requests that wait for events already. End some, or ask without wait. Try again after the seconds that Retry-After names.',
  },
  // the request
  malformed: { status: 400, title: 'Client Error', sentence: 'The body could not be read as JSON or as a form: {why}' },
  too_large: { status: 413, title: 'Payload Too Large', sentence: 'The body is larger than {limit} bytes.' },
  headers_too_large: {
    status: 431,
    title: 'Request Header Fields Too Large',
    sentence: 'The headers are larger than 16 kB.',
  },
  invalid: { status: 422, title: 'Unprocessable Entity', sentence: 'Some fields are not valid.' },
  idempotency_mismatch: {
    status: 422,
    title: 'Unprocessable Entity',
    sentence: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
  },
  idempotency_running: {
    status: 409,
    title: 'Conflict',
    sentence: 'A request with this Idempotency-Key is still being worked on. Try again in a moment.',
  },
  // the message
  sender_not_yours: {
    status: 403,
    title: 'ActionNotAuthorizedError',
    sentence:
      'The number {from} is not on your account. Send from one of your own numbers; alphanumeric senders are not supported.',
  },
  sender_not_enabled: {
    status: 403,
    title: 'ActionNotAuthorizedError',
    sentence: 'The number {from} is on your account but cannot send messages: its messaging state is {state}.',
  },
  sender_porting: {
    status: 403,
    title: 'ActionNotAuthorizedError',
    sentence: 'The number {from} is being ported in and cannot send yet: text is enabled on it {when}.',
  },
  opted_out: {
    status: 400,
    title: 'Client Error',
    sentence: 'Message accepted by the SMSC but the phone rejected the message',
    contractCode: 1110,
  },
  mms_not_supported: {
    status: 422,
    title: 'Unprocessable Entity',
    sentence: 'MMS is planned but not available yet. Send the text without media_urls and is_mms.',
  },
  insufficient_funds: {
    status: 402,
    title: 'Payment Required',
    sentence: 'The balance does not cover this message, which costs {price}. Add funds and send it again.',
  },
  spend_limit_reached: {
    status: 402,
    title: 'Payment Required',
    sentence:
      'The limit “{name}” of {limit} is reached, so nothing was sent or charged. It begins anew at {until}; who looks after billing can change it.',
  },
  too_many_limits: {
    status: 409,
    title: 'Conflict',
    sentence: 'An account has at most 50 spend limits. Remove one that is not needed, then set this one.',
  },
  destination_paused: {
    status: 403,
    sentence:
      'Sending to {prefix} {by} is paused since {at}: {messages} messages went there within a short time, which looks like message pumping. Resume it in the portal under Billing, Limits, if it was meant.',
  },
  insufficient_test_funds: {
    status: 402,
    title: 'Payment Required',
    sentence:
      'The test money does not cover this message, which costs {price}. Refill it in the portal under API control; it is free.',
  },
  review_decided: {
    status: 409,
    title: 'Conflict',
    sentence: 'This message was {what} already, by {who}.',
  },
  // routing
  url_changed_meanwhile: {
    status: 409,
    title: 'Conflict',
    sentence:
      'This URL has changed since the page was opened, by {who}, so nothing was done. Look at the versions below; to go on, press the button once more.',
  },
  // buying and releasing numbers
  number_taken: {
    status: 404,
    sentence: '{numbers} cannot be bought: unknown here, or somebody else was quicker. Nothing was bought or charged.',
  },
  insufficient_funds_numbers: {
    status: 402,
    title: 'Payment Required',
    sentence:
      'The balance does not cover {price} for setup and the first month. Add funds, then buy again. Nothing was bought or charged.',
  },
  // bills
  bill_month_unreadable: {
    status: 422,
    title: 'Unprocessable Entity',
    sentence: 'A bill is named by its year and month, such as 2026-11.',
  },
  bill_in_future: {
    status: 404,
    sentence: '{month} has not begun yet where the days of this account are counted, so there is no bill of it.',
  },
  bill_before_account: {
    status: 404,
    sentence: 'There is no bill of {month}: the first entry of this account is of {first}.',
  },
  // paying by card
  card_payments_off: {
    status: 409,
    title: 'Conflict',
    sentence: 'Payment by card is not set up here. Ask the operator to credit the account.',
  },
  stripe_unreachable: {
    status: 503,
    title: 'Service Unavailable',
    sentence: 'Stripe, which takes the payments, does not answer now. Nothing was charged. Try again in a moment.',
  },
  event_not_signed: {
    status: 400,
    title: 'Client Error',
    sentence: 'This is not signed by Stripe, or was signed too long ago. Nothing was done.',
  },
  no_card: {
    status: 409,
    title: 'Conflict',
    sentence: 'Auto-recharge needs a saved card, and this account has none. Save a card first, then turn it on.',
  },
  price_changed: {
    status: 409,
    title: 'Conflict',
    sentence: 'The price is {price} now, another than was shown, so nothing was bought. Look again, then buy.',
  },
  cart_full: {
    status: 409,
    title: 'Conflict',
    sentence: 'A cart holds {most} numbers at most. Buy what is in it, or remove some, then add more.',
  },
  number_porting: {
    status: 409,
    title: 'Conflict',
    sentence: 'This number is being ported in. Cancel its port order first, then release it.',
  },
  release_final: {
    status: 410,
    title: 'Gone',
    sentence: 'The week in which this number could be taken back is over. If it is in stock, it can be bought again.',
  },
  test_key_buys_nothing: {
    status: 403,
    title: 'ActionNotAuthorizedError',
    sentence: 'A test key buys, changes and releases no numbers: use a live key.',
  },
  copies_running: {
    status: 409,
    title: 'Conflict',
    sentence: 'Another candidate gets copies of these events already. Stop that first.',
  },
  too_many_trials: {
    status: 429,
    title: 'Too Many Requests',
    sentence:
      'This account has sent ten test deliveries in a short time. One more is free every ten seconds: wait a moment, then try again.',
  },
  search_too_wide: {
    status: 422,
    title: 'Unprocessable Entity',
    sentence: 'This search would read too many messages and was ended. Choose a shorter time, or one more filter.',
  },
  too_many_searches: {
    status: 429,
    title: 'Too Many Requests',
    sentence: 'This account waits for a hundred lists of messages already. Wait a moment, then try again.',
  },
  // this side
  unavailable: {
    status: 503,
    title: 'Service Unavailable',
    sentence: 'Longcode could not take this request now. Nothing was stored or charged. Try again in a moment.',
  },
  unconfirmed: {
    status: 503,
    title: 'Service Unavailable',
    sentence:
      'Longcode lost its database before it could confirm this request. Send it again with the same Idempotency-Key: it will go once.',
  },
  no_link: {
    status: 503,
    title: 'Service Unavailable',
    sentence: 'No carrier link is switched on for this message. Nothing was stored or charged.',
  },
  no_rate: {
    status: 503,
    title: 'Service Unavailable',
    sentence:
      'No price is in force for this message, so it was not taken. Nothing was stored or charged. Try again later; if it stays so, write to support.',
  },
  fault: {
    status: 500,
    title: 'Internal Server Error',
    sentence: 'Longcode failed to handle this request. Nothing was charged. Give support the id of this error.',
  },
} as const satisfies Record<string, Entry>

export type RefusalCode = keyof typeof REFUSALS

/** Messages by field, for forms and for the contract's 422 detail. */
export type FieldErrors = Record<string, string[]>

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly title: string | undefined
  readonly contractCode: number | undefined
  readonly fields: FieldErrors | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: RefusalCode,
    options: { places?: Record<string, string>; fields?: FieldErrors; retryAfterSeconds?: number } = {},
  ) {
    const entry: Entry = REFUSALS[code]
    super(entry.sentence.replace(/\{(\w+)\}/g, (_, name: string) => options.places?.[name] ?? '').trim())
    this.name = 'Refusal'
    this.code = code
    this.status = entry.status
    this.title = entry.title
    this.contractCode = entry.contractCode
    this.fields = options.fields
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

type Parsed = { ok: true } | { ok: false; problem: string }

/** `invalid`, with every problem at once; what is fine may stand among them. */
export function invalid(problems: Record<string, Parsed | string | null>): Refusal {
  const fields: FieldErrors = {}
  for (const [name, found] of Object.entries(problems)) {
    const problem = found === null || typeof found === 'string' ? found : found.ok ? null : found.problem
    if (problem !== null) fields[name] = [problem]
  }
  return new Refusal('invalid', { fields })
}
