/** What the double of Stripe keeps: customers, sessions, payments and cards, in the shapes of its API. */
import { randomUUID } from 'node:crypto'

export type Json = Record<string, unknown>
export type Tell = (type: string, object: Json) => Promise<void>
type Metadata = Record<string, string>

export type Session = Json & {
  id: string
  mode: string
  customer: string
  amount_total: number | null
  metadata: Metadata
  success_url: string
  savesCard: boolean
}
export type Intent = Json & { id: string; amount: number; metadata: Metadata; customer: string; payment_method: string }

const DECLINED = '0341'

export function intentOf(input: { amount: number; metadata: Metadata; customer: string; card: string }): Intent {
  const { amount, metadata, customer, card } = input
  const id = `pi_${randomUUID()}`
  return {
    id,
    object: 'payment_intent',
    amount,
    amount_received: amount,
    currency: 'usd',
    status: 'succeeded',
    customer,
    metadata,
    payment_method: card,
  }
}

export function chargeOf(intent: Intent, more: Json = {}): Json {
  const { id, amount, metadata, customer, payment_method } = intent
  const card = { brand: 'visa', last4: payment_method.slice(-4) }
  return {
    id: `ch_${id}`,
    object: 'charge',
    amount,
    amount_refunded: 0,
    currency: 'usd',
    paid: true,
    payment_intent: id,
    payment_method,
    payment_method_details: { type: 'card', card },
    customer,
    metadata,
    ...more,
  }
}

function cardOf(id: string, customer: string | null): Json {
  const card = { brand: 'visa', last4: id.slice(-4), exp_month: 8, exp_year: 2031 }
  return { id, object: 'payment_method', type: 'card', customer, card }
}

function metadataIn(form: URLSearchParams, prefix = 'metadata'): Metadata {
  const found = [...form].filter(([name]) => name.startsWith(`${prefix}[`))
  return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length + 1, -1), value]))
}

export function cardPage({ mode, amount_total, id }: Session): string {
  const what = mode === 'setup' ? 'Save your card' : `Pay $${((amount_total ?? 0) / 100).toFixed(2)}`
  return `<!doctype html><html lang="en"><title>${what}</title><h1>${what}</h1>
    <form method="post" action="/pay/${id}"><label>Card <select name="card"><option value="4242">Visa 4242</option>
    <option value="${DECLINED}">Visa 0341, declined when nobody is there</option></select></label><button>${what}</button></form>`
}

export function newBooks() {
  const sessions = new Map<string, Session>()
  const intents = new Map<string, Intent>()
  /** The account of each charge that was tried while nobody was there. */
  const tries: string[] = []

  function openSession(form: URLSearchParams, url: string): Json {
    const id = `cs_test_${randomUUID()}`
    const cents = form.get('line_items[0][price_data][unit_amount]')
    const session: Session = {
      id,
      object: 'checkout.session',
      mode: form.get('mode') ?? '',
      customer: form.get('customer') ?? '',
      amount_total: cents === null ? null : Number(cents),
      currency: 'usd',
      status: 'open',
      payment_status: 'unpaid',
      metadata: metadataIn(form),
      success_url: form.get('success_url') ?? '',
      savesCard: form.get('mode') === 'setup' || form.has('payment_intent_data[setup_future_usage]'),
      url: `${url}/pay/${id}`,
    }
    sessions.set(id, session)
    return session
  }

  async function complete(session: Session, last4: string, tell: Tell): Promise<void> {
    const card = `pm_${randomUUID()}_${last4}`
    if (session.savesCard) await tell('payment_method.attached', cardOf(card, session.customer))
    if (session.mode !== 'payment') return
    const { customer, metadata } = session
    const intent = intentOf({ amount: session.amount_total ?? 0, metadata, customer, card })
    intents.set(intent.id, intent)
    Object.assign(session, { status: 'complete', payment_status: 'paid', payment_intent: intent.id })
    await tell('charge.succeeded', chargeOf(intent))
    await tell('payment_intent.succeeded', intent)
    await tell('checkout.session.completed', session)
  }

  function charge(form: URLSearchParams, tell: Tell): { status: number; body: Json } {
    const card = form.get('payment_method') ?? ''
    const metadata = metadataIn(form)
    tries.push(metadata.account_id ?? '')
    const intent = intentOf({
      amount: Number(form.get('amount')),
      metadata,
      customer: form.get('customer') ?? '',
      card,
    })
    if (card.endsWith(DECLINED)) {
      const declined = {
        ...intent,
        status: 'requires_payment_method',
        last_payment_error: { message: 'Your card was declined.' },
      }
      tell('payment_intent.payment_failed', declined).catch(() => {})
      const error = {
        type: 'card_error',
        code: 'card_declined',
        message: 'Your card was declined.',
        payment_intent: declined,
      }
      return { status: 402, body: { error } }
    }
    intents.set(intent.id, intent)
    tell('charge.succeeded', chargeOf(intent)).catch(() => {})
    return { status: 200, body: intent }
  }

  return {
    sessions,
    tries,
    complete,
    read: (path: string) => {
      const id = path.split('/').at(-1) ?? ''
      const found: Json | undefined = intents.get(id) ?? sessions.get(id)
      return found ? { status: 200, body: found } : missing()
    },
    answer: (path: string, form: URLSearchParams, url: string, tell: Tell): { status: number; body: Json } => {
      if (path === '/v1/customers') return { status: 200, body: { id: `cus_${randomUUID()}`, object: 'customer' } }
      if (path === '/v1/checkout/sessions') return { status: 200, body: openSession(form, url) }
      if (path === '/v1/payment_intents') return charge(form, tell)
      const [, card] = /^\/v1\/payment_methods\/([^/]+)\/detach$/.exec(path) ?? []
      return card ? { status: 200, body: cardOf(card, null) } : missing()
    },
    keepIntent: (intent: Intent): void => {
      intents.set(intent.id, intent)
    },
  }
}

function missing(): { status: number; body: Json } {
  return {
    status: 404,
    body: { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such object.' } },
  }
}
