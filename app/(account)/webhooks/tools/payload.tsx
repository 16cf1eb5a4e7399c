import Link from 'next/link'
import { HttpRequest } from '#components/webhook/http-request.tsx'
import { TOOLS_PATH } from '#components/webhook/webhook-paths.ts'
import { EVENT_KINDS, EVENT_WORDS, type EventKind } from '#domain/webhooks/delivery.ts'
import { WEBHOOK_FORMS, type WebhookForm } from '#domain/webhooks/payload.ts'
import type { Example } from '#domain/webhooks/read-example.ts'
import { FormChoice } from './settings-forms.tsx'

const FORM_WORDS: Record<WebhookForm, string> = { 'v2.1': 'v2.1', legacy: 'Legacy' }

/** The exact request of each kind of event, in either form; which one goes out is the account's setting. */
export function Payload({ event, example, mayChoose }: { event: EventKind; example: Example; mayChoose: boolean }) {
  const { form, inForce, url, headers, body } = example
  const href = (change: { event?: EventKind; form?: WebhookForm }) =>
    `${TOOLS_PATH}?${new URLSearchParams({ event, form, ...change })}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <Choice label="Event">
          {EVENT_KINDS.map((kind) => (
            <Option key={kind} href={href({ event: kind })} current={kind === event}>
              {EVENT_WORDS[kind]}
            </Option>
          ))}
        </Choice>
        <Choice label="Form">
          {WEBHOOK_FORMS.map((one) => (
            <Option key={one} href={href({ form: one })} current={one === form}>
              {FORM_WORDS[one]}
              {one === inForce ? <span className="text-ink-3"> · yours</span> : null}
            </Option>
          ))}
        </Choice>
      </div>
      <HttpRequest url={url ?? 'https://hooks.example.com/sms'} headers={headers} body={body} />
      {mayChoose && form !== inForce ? <FormChoice key={form} form={form} word={FORM_WORDS[form]} /> : null}
      <p className="max-w-[72ch] text-13 text-ink-3">
        {url ? null : 'No URL is set for this kind of event, so the address is made up. '}
        The header <span className="num">webhook-id</span> is the same over every try and replay of an event: what a
        receiver has seen already, it can drop. Any 2xx within 10 seconds counts as delivered.
      </p>
    </div>
  )
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-3 text-13">
      <span className="text-ink-3">{label}</span>
      <span className="inline-flex flex-wrap rounded-md border border-line-strong bg-surface p-0.5">{children}</span>
    </nav>
  )
}

function Option({ href, current, children }: { href: string; current: boolean; children: React.ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={current ? 'true' : undefined}
      className="rounded-sm px-2.5 py-1 text-ink-2 hover:text-ink aria-[current]:bg-sunk aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
    </Link>
  )
}
