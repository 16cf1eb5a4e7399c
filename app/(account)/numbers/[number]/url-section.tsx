import { Section } from '#components/ui/section.tsx'
import { may } from '#domain/access/permissions.ts'
import type { Scope } from '#domain/access/scope.ts'
import type { NumberDetail } from '#domain/numbers/read-number.ts'
import { readPrices } from '#domain/rates/read-prices.ts'
import { listUrlVersions } from '#domain/routing/list-url-versions.ts'
import { readCopies } from '#domain/routing/read-copies.ts'
import { EffectiveTable } from '../../preferences/api-control/urls/effective-table.tsx'
import { UrlEditor } from '../../preferences/api-control/urls/url-editor.tsx'
import { PAGE_KINDS } from '../../preferences/api-control/urls/url-words.ts'

type Props = { number: NumberDetail; scope: Scope; zone: string }

/** Where this number's events go and why there, and the URLs of its own. */
export async function UrlSection({ number: { e164, kind: numberKind, urls }, scope, zone }: Props) {
  const [versions, copies, prices] = await Promise.all([
    listUrlVersions(scope, e164),
    readCopies(scope, e164),
    readPrices(scope),
  ])
  return (
    <Section title="Request URLs">
      <EffectiveTable urls={urls} />
      <p className="text-13 text-ink-3">
        A message that was sent with a <span className="num">dlr_callback</span> of its own has its receipts there,
        whatever is set here.
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 pt-3">
        {PAGE_KINDS.map((kind) => (
          <UrlEditor
            key={kind}
            kind={kind}
            number={e164}
            numberKind={numberKind}
            url={urls[kind]?.from === 'number' ? urls[kind].url : null}
            versions={versions}
            copies={copies}
            prices={prices}
            zone={zone}
            mayChange={may(scope, 'routing.manage')}
          />
        ))}
      </div>
    </Section>
  )
}
