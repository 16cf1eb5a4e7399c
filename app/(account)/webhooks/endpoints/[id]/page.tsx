import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { PageHead } from '#components/layout/page-head.tsx'
import { QUIET } from '#components/ui/button.ts'
import { Figures } from '#components/ui/figures.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { logOf } from '#components/webhook/delivery-view.ts'
import { isOfMessages, shortAddress, successRate } from '#components/webhook/endpoint-words.ts'
import { HealthStrip } from '#components/webhook/health-strip.tsx'
import { inMs } from '#components/webhook/timing-bar.tsx'
import { ENDPOINTS_PATH } from '#components/webhook/webhook-paths.ts'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { readEndpoint } from '#domain/webhooks/read-endpoint.ts'
import { nullIfMissing } from '../../../messages/open-message.tsx'
import { SigningSecret } from '../../../preferences/api-control/urls/signing-secret.tsx'
import { EndpointControls } from './endpoint-controls.tsx'
import { EndpointFacts } from './endpoint-facts.tsx'
import { UrlsThere } from './urls-there.tsx'

export const metadata: Metadata = { title: 'Endpoint' }

export default async function EndpointPage({ params }: { params: Promise<{ id: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'messages.read')) return <NotAllowed roles={PERMISSIONS['messages.read']} />
  const endpoint = await readEndpoint(scope, (await params).id).catch(nullIfMissing)
  if (!endpoint) notFound()
  const { name: zone } = await readZone(account.timeZone)
  const { id, address, p50Ms, p95Ms, waiting, attempts, hours } = endpoint
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid gap-1">
        <Link href={ENDPOINTS_PATH} className="link w-fit text-13">
          Endpoints
        </Link>
        <PageHead
          title={<span className="num break-all">{shortAddress(address)}</span>}
          note={isOfMessages(address) ? 'All URLs there that were given with single messages' : undefined}
        >
          <Link href={logOf({ endpoint: id })} className={QUIET}>
            Its events
          </Link>
        </PageHead>
      </div>
      <Figures
        label="Last 24 hours"
        figures={[
          {
            name: 'Success',
            value: successRate(endpoint),
            note: attempts === 0 ? 'no attempts' : `of ${attempts.toLocaleString('en-US')}`,
          },
          { name: 'Half answer within', value: p50Ms === null ? '–' : inMs(p50Ms) },
          { name: '95 of 100 within', value: p95Ms === null ? '–' : inMs(p95Ms) },
          { name: 'Waiting', value: waiting.toLocaleString('en-US') },
        ]}
      />
      <HealthStrip hours={hours} zone={zone} />
      <EndpointFacts endpoint={endpoint} zone={zone} />
      <Section title="Which URLs lead here">
        <UrlsThere endpoint={endpoint} />
      </Section>
      <EndpointControls scope={scope} endpoint={endpoint} />
      {may(scope, 'keys.manage') ? (
        <Section title="Signing secret">
          <SigningSecret scope={scope} zone={zone} endpointId={id} />
        </Section>
      ) : null}
    </article>
  )
}
