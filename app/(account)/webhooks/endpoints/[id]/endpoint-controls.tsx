import Link from 'next/link'
import { Section } from '#components/ui/section.tsx'
import { replayAllHref } from '#components/webhook/delivery-view.ts'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { EndpointDetail } from '#domain/webhooks/endpoint-rows.ts'
import { LimitsForm } from './limits-form.tsx'
import { StateForm } from './state-form.tsx'

export function EndpointControls({ scope, endpoint }: { scope: Scope; endpoint: EndpointDetail }) {
  if (!may(scope, 'routing.manage')) return null
  const { id, state, failingSince, waiting, held, maxAtOnce, maxPerSecond } = endpoint
  const isDisabled = state === 'disabled'
  return (
    <>
      <Section title={isDisabled ? 'Enable it' : 'On or off'}>
        <StateForm id={id} isDisabled={isDisabled} isFailing={failingSince !== null} waiting={waiting} />
        {held > 0 && !isDisabled ? (
          <Link href={replayAllHref({ endpoint: id, outcome: 'held' })} className="link w-fit text-13">
            Recover the {held.toLocaleString('en-US')} that were held
          </Link>
        ) : null}
      </Section>
      <Section title="How much it is sent">
        <LimitsForm id={id} maxAtOnce={maxAtOnce} maxPerSecond={maxPerSecond} />
      </Section>
    </>
  )
}
