import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { readZone } from '#app/_web/display.ts'
import { requireSession } from '#app/_web/session.ts'
import { NumberStateMark } from '#components/number/number-state.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { NotAllowed } from '#components/ui/not-allowed.tsx'
import { Section } from '#components/ui/section.tsx'
import { may, PERMISSIONS } from '#domain/access/permissions.ts'
import { formatNumber } from '#domain/numbers/format-number.ts'
import { readCharges } from '#domain/numbers/read-charges.ts'
import { readNumber } from '#domain/numbers/read-number.ts'
import { readPrices } from '#domain/rates/read-prices.ts'
import { nullIfMissing } from '../../messages/open-message.tsx'
import { ChargeNotice } from './charge-notice.tsx'
import { NumberFacts } from './number-facts.tsx'
import { PortingNotice } from './porting-notice.tsx'
import { ReleaseSection } from './release-section.tsx'
import { SettingsForm } from './settings-form.tsx'
import { UrlSection } from './url-section.tsx'

export const metadata: Metadata = { title: 'Number' }

export default async function NumberPage({ params }: { params: Promise<{ number: string }> }) {
  const { scope, account } = await requireSession()
  if (!may(scope, 'numbers.read')) return <NotAllowed roles={PERMISSIONS['numbers.read']} />
  const written = decodeURIComponent((await params).number)
  const [number, prices, { name: zone }] = await Promise.all([
    readNumber(scope, written).catch(nullIfMissing),
    readPrices(scope),
    readZone(account.timeZone),
  ])
  if (!number) notFound()
  const charges = await readCharges(scope, number.e164)
  return (
    <article className="grid max-w-[60rem] grid-cols-[minmax(0,1fr)] gap-6">
      <header className="grid gap-1">
        <Link href="/numbers" className="link w-fit text-13">
          My numbers
        </Link>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="num text-20 font-semibold tracking-[-0.015em]">{formatNumber(number.e164)}</h1>
          <CopyButton text={number.e164} what={number.e164} />
          <span className="text-13">
            <NumberStateMark state={number.messagingState} />
          </span>
        </div>
        {number.alias ? <p className="max-w-[64ch] wrap-anywhere text-ink-2">{number.alias}</p> : null}
      </header>
      {number.messagingState === 'porting' ? <PortingNotice scope={scope} e164={number.e164} zone={zone} /> : null}
      {charges?.owed ? <ChargeNotice charges={charges} zone={zone} /> : null}
      <NumberFacts number={number} prices={prices} zone={zone} />
      {charges && !charges.owed ? <ChargeNotice charges={charges} zone={zone} /> : null}
      <UrlSection number={number} scope={scope} zone={zone} />
      {may(scope, 'numbers.manage') ? (
        <Section title="Alias and tags">
          <SettingsForm number={number.e164} alias={number.alias ?? ''} tags={number.tags.join(', ')} />
        </Section>
      ) : null}
      {may(scope, 'numbers.manage') ? <ReleaseSection number={number} zone={zone} /> : null}
    </article>
  )
}
