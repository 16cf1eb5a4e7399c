import { CopyButton } from '#components/ui/copy-button.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Scope } from '#domain/access/scope.ts'
import type { NumberDetail } from '#domain/numbers/read-number.ts'
import type { UrlInForce } from '#domain/routing/effective-url.ts'

type Props = { number: NumberDetail; scope: Scope; zone: string }

/** Where this number's events go, and why there. */
export function UrlSection({ number: { urls } }: Props) {
  return (
    <Section title="Request URLs">
      <Facts
        facts={[
          [
            'Inbound',
            <InForce key="inbound" url={urls.inbound} none="None: messages are kept in the portal, for free" />,
          ],
          ['Receipts', <InForce key="receipts" url={urls.receipts} none="None: receipts are shown in the portal" />],
        ]}
      />
    </Section>
  )
}

function InForce({ url, none }: { url: UrlInForce | null; none: string }) {
  if (!url) return none
  return (
    <>
      <span className="num break-all">{url.url}</span>
      <CopyButton text={url.url} what="URL" />
      <span className="basis-full text-ink-3">
        {url.origin === 'number' ? 'Set for this number.' : 'The account’s own: this number has none.'}
      </span>
    </>
  )
}
