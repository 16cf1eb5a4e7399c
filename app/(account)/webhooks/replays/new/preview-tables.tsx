import { formatTotal } from '#components/money.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { OutcomeMark } from '#components/webhook/outcome-mark.tsx'
import type { ReplayPreview } from '#domain/webhooks/replay-rows.ts'

const written = (count: number) => count.toLocaleString('en-US')

export function PreviewTables({ preview: { byOutcome, byEndpoint, costNanos } }: { preview: ReplayPreview }) {
  const delivered = byOutcome.find(({ outcome }) => outcome === 'delivered')?.count ?? 0
  return (
    <>
      {delivered > 0 ? (
        <Notice tone="hint">
          {written(delivered)} of them arrived already and will arrive once more, with the same webhook-id: a receiver
          that keeps ids drops them.
        </Notice>
      ) : null}
      {costNanos === '0' ? null : (
        <Notice tone="hint">
          Among them are inbound messages that were held because the balance did not cover them. They are charged as
          they go out: {formatTotal(costNanos)} in all, as far as the balance reaches.
        </Notice>
      )}
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-[minmax(0,2fr)_minmax(0,5fr)]">
        <Section title="What they are now">
          <table className="parts">
            <caption className="sr-only">Events by their outcome so far</caption>
            <tbody>
              {byOutcome.map(({ outcome, count }) => (
                <tr key={outcome}>
                  <th scope="row">
                    <OutcomeMark outcome={outcome} />
                  </th>
                  <td className="num !text-right">{written(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
        <Section title="Where they went">
          <table className="parts">
            <caption className="sr-only">Events by endpoint</caption>
            <tbody>
              {byEndpoint.map(({ id, address, count }) => (
                <tr key={id ?? 'none'}>
                  <th scope="row" className="num break-all">
                    {address ?? <span className="font-sans text-ink-3">Nowhere: no URL was set</span>}
                  </th>
                  <td className="num !text-right">{written(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </div>
      <p className="max-w-[72ch] text-13 text-ink-2">
        Each goes to the URL that is in force now, with the body and the webhook-id it had. What still waits for a try
        is left to its schedule.
      </p>
    </>
  )
}
