import type { Metadata } from 'next'
import Link from 'next/link'
import type { SearchParams } from '#app/_web/search-params.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { RECEIVER_COMMAND } from '#components/webhook/receiver-command.ts'
import { TOOLS_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { EVENT_KINDS } from '#domain/webhooks/delivery.ts'
import { WEBHOOK_FORMS } from '#domain/webhooks/payload.ts'
import { readExample } from '#domain/webhooks/read-example.ts'
import { readWebhookSettings } from '#domain/webhooks/read-webhook-settings.ts'
import { WebhookTabs } from '../webhook-tabs.tsx'
import { Payload } from './payload.tsx'
import { Schedules } from './schedules.tsx'
import { TestEvent } from './test-event.tsx'
import { VerifyForm } from './verify-form.tsx'

export const metadata: Metadata = { title: 'Webhook tools' }

export default async function WebhookToolsPage({ searchParams }: { searchParams: SearchParams }) {
  const { scope } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const given = await searchParams
  const event = EVENT_KINDS.find((kind) => kind === given.event) ?? 'inbound'
  const form = WEBHOOK_FORMS.find((one) => one === given.form) ?? null
  const [example, { schedule }] = await Promise.all([readExample(scope, { event, form }), readWebhookSettings(scope)])
  const mayChange = may(scope, 'routing.manage')
  return (
    <div className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <PageHead title="Webhooks" note="Try your receiver before anything depends on it" />
        <WebhookTabs current={TOOLS_PATH} />
      </div>
      {mayChange ? <TestEvent scope={scope} /> : null}
      <Section title="What arrives">
        <Payload event={event} example={example} mayChoose={mayChange} />
      </Section>
      <Section title="When it is tried again">
        <Schedules inForce={schedule} mayChoose={mayChange} />
      </Section>
      {may(scope, 'keys.manage') ? (
        <Section title="Verify a signature">
          <VerifyForm />
        </Section>
      ) : null}
      <Section title="A receiver to try things with">
        <p className="max-w-[72ch] text-13 text-ink-2">
          It needs Node and nothing else, prints what comes, and answers 204 to what is genuine and 401 to everything
          else. Put your{' '}
          <Link href="/preferences/api-control" className="link">
            signing secret
          </Link>{' '}
          in the place of <span className="num">whsec_…</span>. What it does is all that your own receiver has to do.
        </p>
        <CodeBlock code={RECEIVER_COMMAND} what="command" />
        <p className="max-w-[72ch] text-13 text-ink-3">
          In a checkout of Longcode, <span className="num">npm run receiver</span> prints everything that comes and
          verifies nothing. Longcode posts from its own servers: an address of your machine needs a tunnel, unless
          Longcode runs beside it.
        </p>
      </Section>
    </div>
  )
}
