import { Moment } from '#components/time/moment.tsx'
import { type Fact, Facts } from '#components/ui/facts.tsx'
import { EndpointMeaning, EndpointStateMark } from '#components/webhook/endpoint-state.tsx'
import type { EndpointDetail } from '#domain/webhooks/endpoint-rows.ts'

export function EndpointFacts({ endpoint, zone }: { endpoint: EndpointDetail; zone: string }) {
  const { lastSuccessAt, lastFailureAt, lastStatus, lastError, failuresInRow, createdAt } = endpoint
  const at = (when: string | null) =>
    when ? <Moment at={when} zone={zone} as="shortMoment" /> : <span className="text-ink-3">never</span>
  const wrong = lastError ?? (lastStatus !== null && lastStatus >= 300 ? `answered ${lastStatus}` : null)
  const facts: Fact[] = [
    [
      'State',
      <span key="state" className="grid gap-0.5">
        <EndpointStateMark endpoint={endpoint} />
        <span className="max-w-[64ch] text-ink-2">
          <EndpointMeaning endpoint={endpoint} zone={zone} />
        </span>
      </span>,
    ],
    ['Last success', at(lastSuccessAt)],
    [
      'Last failure',
      <span key="failure">
        {at(lastFailureAt)}
        {wrong ? <span className="wrap-anywhere text-ink-2">: {wrong}</span> : null}
      </span>,
    ],
  ]
  if (failuresInRow > 0) facts.push(['In a row', `${failuresInRow.toLocaleString('en-US')} failures`])
  facts.push(['Known since', at(createdAt)])
  return <Facts facts={facts} />
}
